import type { z } from 'zod';

import type { Instant } from '../call.ts';
import type { LimitOption } from '../options/limit.ts';
import type { Slice } from './activity.ts';
import type { Span } from './baseline.ts';
import type { Judgement, Scene } from './judgement.ts';

/** A kind of incident that the code that meets it reports, and closes. */
export interface ReportedKind<Kind extends string = string, Figures = unknown> {
  kind: Kind;
  /** What its words are made of. */
  figures: z.ZodType<Figures>;
}

/** A kind of incident that follows from what ended: it is judged again and again. */
export interface JudgedKind<
  Kind extends string = string,
  Key extends string = string,
  Figures = unknown,
  Value = number,
> extends ReportedKind<Kind, Figures> {
  /** From where on it is one: the option by which a channel sets it, and what is usual. */
  limit: LimitOption<Key, Value>;
  /** Dial errors, each an incident of its own. Absent where it is about all calls. */
  subjects?: readonly string[];
  /** It looks at when calls began, and where, which is counted for its sake alone. */
  looksAtBeginnings?: true;
  judge(scene: Scene, limit: Value, subject: string): Judgement<Figures>;
  /**
   * Times before the last hours that must be known to five minutes, not by the hour, to tell for certain: where it
   * would be one by the hours, it is judged again.
   */
  closely?(scene: Scene): Span[];
  /**
   * When one that just opened began, to the minute; null to leave it as it was judged.
   *
   * @param minutes What ended in each, from shortly before on.
   */
  beganIn?(minutes: readonly Slice[], figures: Figures, subject: string): Instant | null;
}
