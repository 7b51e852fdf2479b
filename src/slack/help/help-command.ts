import type { HelpTopic } from '../blocks/help-topic.ts';
import type { Command } from '../door/handler.ts';
import { renderHelp } from './help.ts';

/** @param topics All the help there is. */
export function createHelp(topics: () => HelpTopic[]): Command {
  return { word: 'help', help: null, answer: async ({ input }) => renderHelp(input, topics()) };
}
