import type { Instant } from '../calls/call.ts';
import { type Hour, hourOf, type Slice } from '../calls/incidents/activity.ts';
import type { Period } from '../calls/stats.ts';
import { startOf } from '../calls/tallies/tally.ts';
import { dayMs, hourMs, minuteMs } from '../calls/time/durations.ts';
import { type Database, writesTo } from '../store/engine/database.ts';
import { hoursBetween, slicesBetween } from '../store/figures/activity.ts';
import { addsNothing, type Counted, isAsWritten } from './unchanged.ts';

/** A little more than the longest time of which a judgement asks how it is now. */
const closelyMs = 5 * hourMs;
/** As far back the last end before a silence is looked for. */
const lastEndMs = dayMs;

/**
 * What ended in each hour, as it was counted when calls were saved, and in each five minutes of the last hours and of
 * times that are asked for.
 */
export class KnownHours {
  readonly #db: Database;
  readonly #hours = new Map<Instant, Slice>();
  readonly #closely = new Map<Instant, Slice[]>();
  /** Of which days the hours were read. */
  readonly #days = new Map<Instant, Counted>();
  #ofNow: (Counted & { hour: Instant; slices: Slice[] }) | null = null;
  /** For which what is asked for is kept: it is asked for again. */
  #hour = Number.NaN;

  constructor(db: Database) {
    this.#db = db;
  }

  /** From the start of a day on. */
  async between({ from, to }: Period, closely: Period[]): Promise<Hour[]> {
    const hour = startOf(to, hourMs);
    await this.#readHours({ from, to: hour }, to);
    const wanted = new Set([...this.#recent(hour), ...closely.flatMap((period) => hoursIn(period))]);
    if (hour !== this.#hour) this.#forgetSlices((at) => at >= hour - lastEndMs || wanted.has(at));
    this.#hour = hour;
    await this.#readSlices([...wanted]);
    const ofNow = to === hour ? [] : await this.#readHourOfNow(hour, to);
    const whole = [...this.#hours.values()].map((it) => ({
      ...it,
      slices: this.#closely.get(it.at) ?? null,
    }));
    return [...whole, hourOf(hour, ofNow)];
  }

  async #readHours({ from, to }: Period, now: Instant): Promise<void> {
    const written = writesTo(this.#db);
    const days = daysIn({ from, to }).filter((day) => this.#isToRead(day, { from, to }, now));
    if (days.length === 0) return;
    const hours = await hoursBetween(this.#db, joined(days));
    for (const at of this.#days.keys()) if (at < from || at >= to) this.#days.delete(at);
    for (const day of days) this.#days.set(day.from, { written, to: day.to });
    for (const at of this.#hours.keys())
      if (at < from || at >= to || days.some((day) => at >= day.from && at < day.to)) this.#hours.delete(at);
    for (const hour of hours) this.#hours.set(hour.at, hour);
    this.#forgetSlices((at, slices) => {
      const hour = this.#hours.get(at);
      return hour !== undefined && isSame(hour, hourOf(at, slices));
    });
  }

  /**
   * What is not known, and else today and yesterday, and of the other days one, in turn, for calls that are found late;
   * none while nothing is written.
   */
  #isToRead(day: Period, { from, to }: Period, now: Instant): boolean {
    const known = this.#days.get(day.from);
    if (known === undefined || known.to !== day.to) return true;
    if (isAsWritten(this.#db, known)) return false;
    const index = (day.from - from) / dayMs;
    return (
      day.to > startOf(to, dayMs) - dayMs ||
      index === Math.floor(now / minuteMs) % daysIn({ from, to }).length
    );
  }

  /** Calls may be stored before they end by our clock. */
  async #readHourOfNow(hour: Instant, to: Instant): Promise<Slice[]> {
    const known = this.#ofNow;
    if (known?.hour === hour && (await addsNothing(this.#db, known, to))) return known.slices;
    const written = writesTo(this.#db);
    const slices = await slicesBetween(this.#db, hour, to);
    this.#ofNow = { hour, to, written, slices };
    return slices;
  }

  #forgetSlices(isKept: (at: Instant, slices: Slice[]) => boolean): void {
    for (const [at, slices] of this.#closely) if (!isKept(at, slices)) this.#closely.delete(at);
  }

  /** The last hours, and before these the last one in which a call ended. */
  #recent(hour: Instant): Instant[] {
    const hours = hoursIn({ from: hour - closelyMs, to: hour });
    const before = hoursIn({ from: hour - lastEndMs, to: hour }).findLast((at) => this.#hours.has(at));
    return before === undefined ? hours : [before, ...hours];
  }

  async #readSlices(wanted: Instant[]): Promise<void> {
    const missing = wanted.filter((at) => this.#hours.has(at) && !this.#closely.has(at));
    for (const period of joined(missing.map((from) => ({ from, to: from + hourMs })))) {
      const slices = await slicesBetween(this.#db, period.from, period.to);
      for (const at of hoursIn(period)) this.#closely.set(at, []);
      for (const slice of slices) this.#closely.get(startOf(slice.at, hourMs))?.push(slice);
    }
  }
}

function daysIn({ from, to }: Period): Period[] {
  return Array.from({ length: Math.ceil((to - from) / dayMs) }, (_, index) => {
    const start = from + index * dayMs;
    return { from: start, to: Math.min(start + dayMs, to) };
  });
}

function hoursIn({ from, to }: Period): Instant[] {
  const first = startOf(from, hourMs);
  return Array.from({ length: Math.ceil((to - first) / hourMs) }, (_, index) => first + index * hourMs);
}

/** What follows each other is read at once. */
function joined(periods: Period[]): Period[] {
  const all: Period[] = [];
  for (const { from, to } of periods.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last?.to === from) last.to = to;
    else all.push({ from, to });
  }
  return all;
}

function isSame(one: Slice, other: Slice): boolean {
  return (
    one.calls === other.calls &&
    one.answered === other.answered &&
    Object.entries(one.errors).every(([error, count]) => count === (other.errors[error] ?? 0))
  );
}
