import type { Conversation } from '../conversation.ts';
import { appointments } from './appointments.ts';
import { collections } from './collections.ts';
import { enquiries } from './enquiries.ts';
import { recruiting } from './recruiting.ts';
import { sales } from './sales.ts';
import { support } from './support.ts';
import { unreached } from './unreached.ts';

export type UseCase = 'appointments' | 'enquiries' | 'sales' | 'support' | 'recruiting' | 'collections';

export const withAPerson: Record<UseCase, Conversation[]> = {
  appointments,
  enquiries: [...sales, ...enquiries],
  sales,
  support,
  recruiting,
  collections,
};

export const withoutAPerson: Conversation[] = unreached;

/** How much of the day's dialling each campaign is. */
export type Campaigns = (readonly [UseCase, number])[];

/** Of an account that several teams share. */
export const manyCampaigns: Campaigns = [
  ['appointments', 34],
  ['sales', 26],
  ['support', 16],
  ['collections', 14],
  ['recruiting', 10],
];
