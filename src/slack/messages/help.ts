import { type HelpExample, type HelpTopic, helpTopics } from './help-topics.ts';
import { counted } from './numbers.ts';
import { renderProblem } from './problem.ts';
import type { Rendered } from './rendered.ts';
import { bold, bullets, code, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';

/** Help that fits on a phone, or everything about one topic. */
export function renderHelp(topic: string = ''): Rendered {
  const asked = topic.trim().toLowerCase();
  if (asked === '') return shortHelp();
  const found = helpTopics.find(({ name, also }) => name === asked || also.includes(asked));
  return found === undefined ? unknownTopic(topic) : topicHelp(found);
}

function shortHelp(): Rendered {
  const commands = helpTopics.filter(({ usage }) => usage !== null);
  return {
    text: `${counted(commands.length, 'command')}: ${commands.map(({ name, summary }) => `/revox ${name}, ${summary}`).join('; ')}.`,
    blocks: [
      ...paragraph([bold('Revox in Slack'), words(': your calls, told and looked up.')]),
      ...bullets(...commands.map(({ usage, summary }): Line => [code(usage ?? ''), words(` ${summary}`)])),
      ...paragraph([
        words('Try '),
        code('/revox calls errored today'),
        words(', or read more with '),
        code('/revox help filters'),
        words('.'),
      ]),
    ],
  };
}

function topicHelp({ name, summary, usage, examples, notes }: HelpTopic): Rendered {
  return {
    text: `Help on ${name}: ${summary}. ${examples.map(({ typed, does }) => `${spoken(typed)}: ${does}`).join('; ')}.`,
    blocks: [
      ...paragraph([bold(usage ?? `Help: ${name}`), words(`: ${summary}`)]),
      ...bullets(...examples.map(exampleLine)),
      ...paragraph(...notes.map((note): Line => [words(note)])),
    ],
  };
}

function exampleLine({ typed, does }: HelpExample): Line {
  return [code(typed), words(` ${does}`)];
}

function unknownTopic(topic: string): Rendered {
  return renderProblem({
    what: `There is no help on “${topic.trim().slice(0, 60)}”.`,
    next: 'There is on these:',
    commands: helpTopics.map(({ name }) => `/revox help ${name}`),
  });
}
