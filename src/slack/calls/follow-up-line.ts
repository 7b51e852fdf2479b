import type { CallInBrief, Instant } from '../../calls/call.ts';
import { type FollowUp, isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import { isHiddenField } from '../../calls/hidden-fields.ts';
import { type Dot, dot } from '../blocks/dots.ts';
import { person } from '../blocks/person.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { bold, dotted, type Line, words } from '../blocks/rich.ts';
import { isShowable, timeAfter, timeElement, timeInWords } from '../blocks/times.ts';

/** Who has it and since when, when it is due, and what was said of it: a line each. */
export function followUpLines(followUp: FollowUp, call: CallInBrief, options: RenderOptions): Line[] {
  return [
    [...dot(dotOf(followUp, options)), ...stateLine(followUp, options)],
    wishLine(followUp, options),
    voicemailLine(followUp, call),
    noteLine(followUp),
  ].filter((line) => line.length > 0);
}

/** “*Follow-up* · @ana has it since 14:02 · due 15:00” */
export function stateLine(followUp: FollowUp, options: RenderOptions): Line {
  const { state, owner, takenAt, snoozedUntil, endedAt } = followUp;
  const due = dueLine(followUp, options);
  switch (state) {
    case 'open':
      return dotted(bold('Follow-up'), words('nobody has it yet'), due, moved(followUp));
    case 'taken':
      return dotted(
        bold('Follow-up'),
        [...who(owner), words(' has it'), ...timeAfter(' since ', takenAt, options)],
        due,
        moved(followUp),
      );
    case 'snoozed':
      return dotted(
        bold('Follow-up'),
        [...who(owner), words(' snoozed it'), ...timeAfter(' until ', snoozedUntil, options)],
        due,
        moved(followUp),
      );
    case 'done':
      return dotted(bold('Follow-up done'), ended(followUp, options));
    case 'not-needed':
      return dotted(bold('Follow-up not needed'), ended(followUp, options));
    case 'settled':
      return dotted(bold('Follow-up settled'), [
        words('by a later call'),
        ...timeAfter(' ', endedAt, options),
      ]);
  }
}

/** The same in the text of a message: “Follow-up due 15:00, nobody has it yet.” */
export function spokenFollowUp(followUp: FollowUp, options: RenderOptions): string {
  if (!isUnfinished(followUp)) return '';
  const due = isShowable(followUp.dueAt)
    ? ` ${dueWord(followUp, options)} ${dueInWords(followUp, options)}`
    : '';
  return `Follow-up${due}${followUp.owner === null ? ', nobody has it yet' : ''}.`;
}

export function isOverdue(followUp: FollowUp, { now }: Pick<RenderOptions, 'now'>): boolean {
  return isUnfinished(followUp) && followUp.dueAt <= now;
}

function dotOf(followUp: FollowUp, options: RenderOptions): Dot {
  if (isOverdue(followUp, options)) return 'red';
  if (followUp.state === 'open') return 'orange';
  return followUp.state === 'done' || followUp.state === 'settled' ? 'green' : 'white';
}

function dueLine(followUp: FollowUp, options: RenderOptions): Line {
  return dueAfter(`${dueWord(followUp, options)} `, followUp, options);
}

/** “due 2 Mar at 09:00 (asked for 1 Mar at 22:00, outside working hours)”; nothing where Slack can’t show the time. */
export function dueAfter(before: string, followUp: FollowUp, options: RenderOptions): Line {
  const asked = askedElsewhen(followUp, options);
  const due = timeAfter(before, followUp.dueAt, options);
  if (asked === null || due.length === 0) return due;
  return [...due, words(' (asked for '), timeElement(asked, options), words(`, ${unworked})`)];
}

/** The same in the text of a message. */
export function dueInWords(followUp: FollowUp, options: RenderOptions): string {
  const asked = askedElsewhen(followUp, options);
  const due = timeInWords(followUp.dueAt, options);
  return asked === null ? due : `${due} (asked for ${timeInWords(asked, options)}, ${unworked})`;
}

const unworked = 'outside working hours';

/** What the call asks for where nobody works then. Like its words never shown where its field is hidden. */
function askedElsewhen({ askedAt, dueAt, wishField }: FollowUp, options: RenderOptions): Instant | null {
  const isElsewhen = isShowable(askedAt) && askedAt < dueAt;
  return isElsewhen && !isHiddenField(wishField ?? '', options.hiddenFields ?? []) ? askedAt : null;
}

function dueWord(followUp: FollowUp, options: RenderOptions): string {
  return isOverdue(followUp, options) ? 'overdue since' : 'due';
}

function moved({ movedBy, wishEdit }: FollowUp): Line {
  if (wishEdit !== null) return [words(wishEdits[wishEdit])];
  return movedBy === null ? [] : [words('moved by a later call')];
}

const wishEdits = { time: 'moved: the call was changed in Revox', gone: 'the call no longer asks for it' };

function ended({ endedBy, endedAt }: FollowUp, options: RenderOptions): Line {
  const by = endedBy === null ? [words(wishEdits.gone)] : [words('by '), ...person(endedBy)];
  return [...by, ...timeAfter(endedBy === null ? ' since ' : ' ', endedAt, options)];
}

function who(owner: string | null): Line {
  return owner === null ? [words('Somebody')] : person(owner);
}

/** What nobody could read, as it was said. Never what is in a field that these readers do not see. */
function wishLine({ wish, wishField, askedAt }: FollowUp, { hiddenFields = [] }: RenderOptions): Line {
  if (wish === null || askedAt !== null || isHiddenField(wishField ?? '', hiddenFields)) return [];
  return [words('They asked for: '), bold(wish, 120)];
}

/** Nobody talked to them: the wish is what their voicemail said. */
function voicemailLine({ callId, rule }: FollowUp, { id, result }: CallInBrief): Line {
  const isWish = rule.name === 'callback' && id === callId && result === 'voicemail';
  return isWish ? [words('Their voicemail asked for a call.')] : [];
}

function noteLine({ note }: FollowUp): Line {
  return note === null ? [] : [bold('Note:'), words(` ${note}`, 300)];
}
