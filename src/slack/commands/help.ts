import type { Handler } from '../handler.ts';
import { renderHelp } from '../messages/help.ts';

export const help: Handler = { answer: async ({ input }) => renderHelp(input) };
