import type { Language } from './conversation.ts';
import { between, pick, type Random } from './random.ts';

/** What differs from one call to the next of the same conversation. */
export interface Slots {
  /** The weekday of an appointment, in the call's language. */
  day: string;
  /** Its time of day, as it is spoken. */
  time: string;
  /** The same appointment, as a tool gets it. */
  appointment: string;
  otherDay: string;
  otherTime: string;
  otherAppointment: string;
  /** Money owed or hoped for, as it is spoken. */
  amount: string;
  amountNumber: number;
  reference: string;
  leadScore: 'hot' | 'warm' | 'cold';
  salary: number;
  minutes: number;
}

// Made once: making one takes longer than everything else here together.
const money = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }),
};
const weekday = {
  fr: new Intl.DateTimeFormat('fr', { weekday: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }),
};

const dayMs = 24 * 60 * 60 * 1000;

export function drawSlots(random: Random, language: Language, now: number): Slots {
  const first = drawAppointment(random, language, now, 1, 3);
  const other = drawAppointment(random, language, now, 4, 8);
  const cents = between(random, 3900, 48_900);
  return {
    day: first.day,
    time: first.time,
    appointment: first.iso,
    otherDay: other.day,
    otherTime: other.time,
    otherAppointment: other.iso,
    amount: money[language].format(cents / 100),
    amountNumber: cents / 100,
    reference: String(between(random, 1000, 9999))
      .split('')
      .join(' '),
    leadScore: pick(random, ['hot', 'warm', 'cold']),
    salary: between(random, 28, 62) * 1000,
    minutes: between(random, 5, 20),
  };
}

function drawAppointment(random: Random, language: Language, now: number, soonest: number, latest: number) {
  const date = new Date(now + between(random, soonest, latest) * dayMs);
  date.setUTCHours(between(random, 9, 17), pick(random, [0, 15, 30, 45]), 0, 0);
  return {
    day: weekday[language].format(date),
    time: spokenTime(date, language),
    iso: date.toISOString(),
  };
}

function spokenTime(date: Date, language: Language): string {
  const hour = date.getUTCHours();
  const minute = date.getUTCMinutes();
  if (language === 'fr') return minute === 0 ? `${hour} heures` : `${hour} heures ${minute}`;
  const spokenMinute = minute === 0 ? '' : `:${minute}`;
  return `${hour % 12 || 12}${spokenMinute} ${hour < 12 ? 'am' : 'pm'}`;
}
