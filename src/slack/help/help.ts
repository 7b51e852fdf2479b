import { nearest } from '../../calls/filter/nearest.ts';
import { commandButton } from '../blocks/command-button.ts';
import type { HelpExample, HelpTopic } from '../blocks/help-topic.ts';
import { listed } from '../blocks/numbers.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, code, type Line, paragraph, words } from '../blocks/rich.ts';

/** Help that fits on a phone, or everything about one topic. */
export function renderHelp(topic: string, topics: HelpTopic[]): Shown {
  const asked = topic.trim().toLowerCase();
  if (asked === '') return shortHelp(topics);
  const found = topics.find(({ name, also }) => name === asked || also.includes(asked));
  return found === undefined ? unknownTopic(topic, topics) : topicHelp(found);
}

function shortHelp(topics: HelpTopic[]): Shown {
  const commands = topics.filter(({ usage }) => usage !== null);
  return {
    blocks: [
      ...paragraph([bold('Revox in Slack'), words(': your calls, told and looked up.')]),
      ...bullets(
        ...commands.map(({ usage, summary }): Line => [...usages(usage ?? ''), words(` ${summary}`)]),
      ),
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

function usages(usage: string): Line {
  return usage.split(', ').flatMap((each, index) => [...(index === 0 ? [] : [words(', ')]), code(each)]);
}

function topicHelp({ name, summary, usage, examples, notes }: HelpTopic): Shown {
  return {
    blocks: [
      ...paragraph([bold(usage ?? `Help: ${name}`), words(`: ${summary}`)]),
      ...bullets(...examples.map(exampleLine)),
      ...paragraph(...notes.map((note): Line => [words(note)])),
      ...actions(...tryButtons(examples)),
    ],
  };
}

const mostButtons = 5;

/** The examples, to be tried by a click. */
function tryButtons(examples: HelpExample[]) {
  return examples
    .flatMap(({ typed, tried = /^\/revox (.+)/.exec(typed)?.[1] }) => tried ?? [])
    .slice(0, mostButtons)
    .map((line, index) => commandButton(`/revox ${line}`, line, index + 1));
}

function exampleLine({ typed, does }: HelpExample): Line {
  return [code(typed), words(` ${does}`)];
}

function unknownTopic(topic: string, topics: HelpTopic[]): Shown {
  const names = topics.map(({ name }) => name);
  const meant = nearest(topic.trim().toLowerCase(), names);
  return renderProblem({
    what: `There is no help on “${topic.trim().slice(0, 60)}”.`,
    next: meant === null ? `There is on ${listed(names)}.` : 'Did you mean this?',
    commands: meant === null ? ['/revox help'] : [`/revox help ${meant}`, '/revox help'],
  });
}
