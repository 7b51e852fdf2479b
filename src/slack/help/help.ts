import { nearest } from '../../calls/filter/nearest.ts';
import { commandButton } from '../blocks/command-button.ts';
import type { HelpExample, HelpGroup, HelpTopic } from '../blocks/help-topic.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, code, footnote, type Line, paragraph, words } from '../blocks/rich.ts';
import { renderNearest } from '../blocks/unread-words.ts';

/** Help that fits on a phone, or everything about one topic. */
export function renderHelp(topic: string, topics: HelpTopic[]): Shown {
  const asked = topic
    .trim()
    .toLowerCase()
    .replace(/^(?:me|please|with|on|about)(?:\s+|$)/, '');
  if (asked === '') return shortHelp(topics);
  const found = topics.find(({ name, also }) => name === asked || also.includes(asked));
  return found === undefined ? unknownTopic(topic, topics) : topicHelp(found);
}

const groups: HelpGroup[] = ['Look up', 'Follow', 'Quiet', 'Admin'];

/** What people ask for first, to run by a click. */
const firstTries: [label: string, line: string][] = [
  ['Calls that failed today', 'calls errored today'],
  ['Calls in progress', 'live'],
  ['Last 7 days', 'stats 7d vs previous'],
  ['Search words', 'help filters'],
];

function shortHelp(topics: HelpTopic[]): Shown {
  return {
    blocks: [
      ...paragraph([words('Revox posts how your calls went, and answers questions about them.')]),
      ...groups.flatMap((group) => [
        ...paragraph([bold(group)]),
        ...bullets(...topics.filter((topic) => topic.group === group).map(commandLine)),
      ]),
      ...actions(...firstTries.map(([label, line], index) => commandButton(label, line, index + 1))),
      ...footnote('/revox help calls, or the name of any other command, shows examples to run'),
    ],
  };
}

function commandLine({ usage, summary }: HelpTopic): Line {
  return [...usages(usage ?? ''), words(` ${summary}`)];
}

function usages(usage: string): Line {
  return usage.split(', ').flatMap((each, index) => [...(index === 0 ? [] : [words(', ')]), code(each)]);
}

function topicHelp({ name, summary, usage, examples, notes }: HelpTopic): Shown {
  return {
    blocks: [
      ...paragraph([bold(usage ?? `Help on ${name}`), words(`: ${summary}`)]),
      ...bullets(...examples.map(exampleLine)),
      ...paragraph(...notes.map((note): Line => [words(note)])),
      ...actions(...tryButtons(examples)),
    ],
  };
}

const mostButtons = 5;

/** The examples, to run by a click. */
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
  const what = `There’s no help on “${topic.trim().slice(0, 60)}”.`;
  const meant = nearest(topic.trim().toLowerCase(), names);
  if (meant !== null) return renderNearest(what, [`help ${meant}`, 'help']);
  return {
    blocks: [
      ...paragraph([bold(what, 100)], [words('There’s help on:')]),
      ...actions(...names.map((name, index) => commandButton(name, `help ${name}`, index + 1))),
    ],
  };
}
