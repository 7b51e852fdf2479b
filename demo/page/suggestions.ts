import { helpTopics } from '../../src/slack/routes/commands.ts';

/** A command that the message box offers. */
export interface Suggestion {
  /** What is typed when it is taken. */
  text: string;
  /** How it is written in full, where that says more. */
  usage: string;
  about: string;
}

/** The commands in the bot's own help, and then the examples of each. */
export function suggestions(): Suggestion[] {
  const topics = helpTopics.filter(({ usage }) => usage !== null);
  const commands = topics.map(({ usage, summary }) => command(usage ?? '', summary));
  const known = new Set(commands.map(({ text }) => text));
  const examples = topics
    .flatMap((topic) => topic.examples)
    .filter(({ typed, tried }) => tried !== null && !known.has(typed))
    .map(({ typed, does }) => ({ text: typed, usage: typed, about: does }));
  return [...commands, ...examples];
}

/** `/revox stats [period] [filter…]` is typed up to its first gap, and of several commands the first. */
function command(usage: string, about: string): Suggestion {
  return { text: usage.replace(/\s*[[<,].*$/, ''), usage, about };
}
