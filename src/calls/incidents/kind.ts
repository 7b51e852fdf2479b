import type { z } from 'zod';

import type { LimitOption } from '../options/limit.ts';
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
}
