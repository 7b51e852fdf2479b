import { type CallInBrief, wasAnswered } from '../../calls/call.ts';
import { type Fact, headlineOf, isYes } from '../../calls/headline.ts';
import { lowerFirst } from '../blocks/counts.ts';
import { dot, dotOfCall } from '../blocks/dots.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { bold, dotted, type Line, unbroken, words } from '../blocks/rich.ts';
import { safeText, spoken } from '../blocks/safe-text.ts';
import { endedAt, numberOf, outcomeOf, talkTime } from './call-words.ts';
import { fieldLabel, fieldsSeen, plainValue, timeValue } from './structured-output.ts';

/** “● Hot lead · Call back Sat 5 Dec at 11:45 · +33 •••• 5678 · 2 min 14 s · 14:32”: a call in one line, everywhere. */
export function callLine(call: CallInBrief, options: RenderOptions): Line {
  return [
    ...dot(dotOfCall(call)),
    ...dotted(
      ...headlineParts(call, options).map((part) => boldPart(part, options)),
      words(numberOf(call, options)),
      unbroken(talkTime(call) ?? ''),
      endedAt(call, options),
    ),
  ];
}

/** The same for a text: “hot lead, call back Sat 5 Dec at 11:45”. */
export function headlineText(call: CallInBrief, options: RenderOptions): string {
  return headlineParts(call, options)
    .map(({ says, when }) => {
      const said = spoken(lowerFirst(says), 60);
      return when === null ? said : `${said} ${timeValue(when, options).inWords}`;
    })
    .join(', ');
}

/** The first thing that it says, for a row of a table. */
export function headlineCell(call: CallInBrief, options: RenderOptions): Line {
  return [...dot(dotOfCall(call)), words(headlineWord(call, options), 40)];
}

/** The same for an option of a menu. */
export function headlineWord(call: CallInBrief, options: RenderOptions): string {
  return headlineParts(call, options)[0]?.says ?? '';
}

/** Conversations as somebody wants to read them: hot before warm, and that before cold, as their headlines say. */
export function hottestFirst<Some extends CallInBrief>(calls: Some[], options: RenderOptions): Some[] {
  const heats = new Map(calls.map((call) => [call, heatOf(call, options)]));
  return calls.toSorted((one, other) => (heats.get(other) ?? 0) - (heats.get(one) ?? 0));
}

const hot =
  /^(?:very[ _-])?(?:hot|high|strong|interested|yes|chaude?|forte?|[ée]lev[ée]e?|int[ée]ress[ée]e?)$/i;
const cold = /^(?:cold|low|weak|not[ _-]interested|no|froide?|faible|pas[ _-]int[ée]ress[ée]e?)$/i;

function heatOf(call: CallInBrief, options: RenderOptions): number {
  const fact = factsOf(call, options).find(({ about }) => about === 'score' || about === 'interest');
  if (fact === undefined) return 0;
  const yesOrNo = isYes(fact.value) ? 'yes' : 'no';
  const said = fact.kind === 'yes-no' ? yesOrNo : String(fact.value).trim();
  if (hot.test(said)) return 1;
  return cold.test(said) ? -1 : 0;
}

/** The fields that the headline says, which need not be said again. */
export function fieldsInHeadline(call: CallInBrief, options: RenderOptions): string[] {
  return factsOf(call, options).flatMap(({ name, at }) => (at === null ? [name] : [name, at.name]));
}

/** What came of a conversation, in words, and when it goes on. */
interface Part {
  says: string;
  when: string | null;
}

/** A list says it in the row of a call and in the menu below. */
const saidLast = new WeakMap<CallInBrief, { options: RenderOptions; parts: Part[] }>();

function headlineParts(call: CallInBrief, options: RenderOptions): Part[] {
  const said = saidLast.get(call);
  if (said?.options === options) return said.parts;
  const parts = findParts(call, options);
  saidLast.set(call, { options, parts });
  return parts;
}

/** Of a call that nobody answered, its outcome says it all. */
function findParts(call: CallInBrief, options: RenderOptions): Part[] {
  const parts = factsOf(call, options).map(partOf);
  return parts.length === 0 ? [{ says: outcomeOf(call), when: null }] : parts;
}

/** Hidden fields say nothing anywhere. */
function factsOf(call: CallInBrief, options: RenderOptions): Fact[] {
  if (!wasAnswered(call)) return [];
  return headlineOf(fieldsSeen(call.structuredOutput, options), options.headline ?? []);
}

function partOf(fact: Fact): Part {
  const { name, value, kind, at } = fact;
  if (kind === 'time') return { says: fieldLabel(withoutTimeWords(name)), when: String(value) };
  return { says: factWords(fact), when: at === null ? null : String(at.value) };
}

function withoutTimeWords(name: string): string {
  return name.replace(/[\s_-]?(?:at|time|date|datetime)$/i, '') || name;
}

/** English puts them first, “Hot lead”, and French last, “Prospect chaud”. */
const before = /^(?:hot|warm|cold|high|medium|low|strong|weak|good|bad|great)$/i;
const behind = /^(?:chaude?|ti[èe]de|froide?|forte?|moyenn?e?|faible|[ée]lev[ée]e?)$/i;
const measures = [
  /[\s_-]?(?:score|scoring|rating|grade|level|temperature|status|qualification)$/i,
  /^(?:niveau|score|note)[\s_-](?:d[eu'’]?[\s_-])?/i,
];

function factWords({ name, value, about, kind }: Fact): string {
  const label = fieldLabel(name);
  const said = safeText(plainValue(value), 60);
  if (kind === 'yes-no' && about !== 'asked-for') return isYes(value) ? label : denied(label);
  if (kind === 'number') return `${label} ${said}`;
  if (saysItself(said, label)) return said;
  const measured = lowerFirst(
    fieldLabel(measures.reduce((left, measure) => left.replace(measure, ''), name)),
  );
  if (before.test(said) && measured !== 'field') return `${said} ${measured}`;
  if (behind.test(said) && measured !== 'field') return fieldLabel(`${measured} ${lowerFirst(said)}`);
  if (about === 'moved') return said;
  if (about === 'appointment') return `${label} ${lowerFirst(said)}`;
  return about === 'next-action' || about === 'outcome' ? said : `${label}: ${asWritten(said, value)}`;
}

/** A word of a list is in lower case within a sentence, a name as it is written. */
function asWritten(said: string, value: unknown): string {
  return /^\p{Ll}/u.test(String(value)) ? lowerFirst(said) : said;
}

/** “Not interested” as an interest, “Appointment moved” as an appointment. */
function saysItself(said: string, label: string): boolean {
  const stem = label.split(' ', 1)[0]?.slice(0, 6).toLowerCase() ?? '';
  return stem.length > 3 && said.toLowerCase().includes(stem);
}

/** “Not interested”, “No appointment booked”; what we cannot bend is “Rdv pris: no”. */
function denied(label: string): string {
  if (!/ed$/.test(label)) return `${label}: no`;
  return `${label.includes(' ') ? 'No' : 'Not'} ${lowerFirst(label)}`;
}

function boldPart({ says, when }: Part, options: RenderOptions): Line {
  const at = when === null ? [] : [words(' '), timeValue(when, options).shown];
  return [bold(says, 80), ...at];
}
