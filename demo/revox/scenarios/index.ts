import type { Conversation } from '../conversation.ts';
import { appointments } from './appointments.ts';
import { collections } from './collections.ts';
import { recruiting } from './recruiting.ts';
import { sales } from './sales.ts';
import { support } from './support.ts';
import { unreached } from './unreached.ts';

export type UseCase = 'appointments' | 'sales' | 'support' | 'recruiting' | 'collections';

export const withAPerson: Record<UseCase, Conversation[]> = {
  appointments,
  sales,
  support,
  recruiting,
  collections,
};

export const withoutAPerson: Conversation[] = unreached;

/** How much of the day's dialling each campaign is. */
export const campaigns: (readonly [UseCase, number])[] = [
  ['appointments', 34],
  ['sales', 26],
  ['support', 16],
  ['collections', 14],
  ['recruiting', 10],
];
