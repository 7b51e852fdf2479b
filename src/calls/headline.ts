import { plainText } from './structured-fields.ts';
import { withoutAccents } from './without-accents.ts';

/** One thing that came of a call, out of what was extracted from it. */
export interface Fact {
  name: string;
  value: unknown;
  about: About;
  kind: Kind;
  /** When it is to happen, where another field says so. */
  at: { name: string; value: string } | null;
}

type About =
  | 'score'
  | 'next-action'
  | 'appointment'
  | 'moved'
  | 'interest'
  | 'outcome'
  | 'other'
  | 'asked-for';
type Kind = 'choice' | 'yes-no' | 'number' | 'time' | 'text';

/** What a manager asks first, as customers name it in English and French; the order is that of a headline. */
const subjects: [About, RegExp][] = [
  ['score', /score|scoring|rating|grade|temperature|qualif|priorit|^lead$|^prospect$|niveau|chaleur/],
  [
    'next-action',
    /next_?(action|step)|follow_?up|call_?back|to_?do|prochaine_|relance|rappel|action_a_|suite/,
  ],
  ['appointment', /appointment|meeting|booking|booked|visit|demo|rendez_?vous|rdv|reservation|creneau/],
  ['interest', /interest|interess|interet|intent|motivation/],
  ['outcome', /outcome|status|statut|result|disposition|decision|conclusion|confirm|issue_appel/],
];

/** “Rescheduled”, in a field about how things stand, is about an appointment. */
const moves = [
  'rescheduled|scheduled|booked|rebooked|moved|postponed|confirmed|cancel+ed',
  'decalee?|reportee?|deplacee?|reprogrammee?|confirmee?|annulee?|maintenue?',
];
const movesAppointment = new RegExp(`^(?:${moves.join('|')})$`);

/** These say who somebody is or how the call went technically, and not what came of it. */
const aside = [
  'reach|joign|contact|consent|gdpr|rgpd|language|langue|city|ville|country|pays|name|nom|gender|civilite|agent|campa',
  'number|phone|numero|telephone|email|reason|raison|motif|summary|resume|note|comment|remarque',
];
const isAside = new RegExp(aside.join('|'));
const nothing =
  'no[_ -]?action|none|n/?a|null|unknown|unclear|other|not[_ -]given|aucune?(?:[_ -].*)?|inconnue?|rien';
const saysNothing = new RegExp(`^(?:${nothing}|autre|-+)?$`, 'i');

const most = 2;

/**
 * What the first line about a conversation says: yes and no, words of a list, numbers that are scores and times of what
 * happens next, the most telling first. Free text never is a headline, unless somebody asked for its field.
 *
 * @param asked Names of fields that somebody chose, in their order. Where a call has none of them, it is as usual.
 */
export function headlineOf(output: Record<string, unknown>, asked: readonly string[] = []): Fact[] {
  const facts = Object.entries(output).flatMap(([name, value]) => factOf(name, value));
  const chosen = askedFor(asked, facts);
  if (chosen.length > 0) return chosen;
  const telling = facts
    .filter(isTelling)
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .filter((fact, index, all) => index === 0 || subjectOf(fact) !== subjectOf(all[index - 1] as Fact));
  const [first, ...others] = telling;
  if (first === undefined) return [];
  const shown = [first, ...others.filter(({ about }) => about !== 'other')].slice(0, most);
  return shown.map((fact) => ({ ...fact, at: timeOf(fact, facts) }));
}

/** All that was extracted, in the order in which it matters to who reads it. */
export function mostTellingFirst(output: Record<string, unknown>): [string, unknown][] {
  const order = subjects.map(([about]) => about);
  const rank = ([name]: [string, unknown]) => [...order, 'other'].indexOf(aboutOf(name));
  return Object.entries(output).toSorted((one, other) => rank(one) - rank(other));
}

/** Fields with other things in them, or with nothing, are no facts. */
function factOf(name: string, value: unknown): Fact[] {
  const kind = kindOf(value);
  if (kind === null) return [];
  const about = aboutOf(name);
  const isMoved = about === 'outcome' && movesAppointment.test(spelling(String(value)));
  return [{ name, value, about: isMoved ? 'moved' : about, kind, at: null }];
}

function aboutOf(name: string): About {
  const spelt = spelling(name);
  return subjects.find(([, says]) => says.test(spelt))?.[0] ?? 'other';
}

const isTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/;
const isYesOrNo = /^(?:yes|no|true|false|oui|non|vrai|faux)$/i;
const isChoice = /^\p{L}+(?:[ _-]\p{L}+){0,3}$/u;

function kindOf(value: unknown): Kind | null {
  if (typeof value === 'boolean') return 'yes-no';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  if (isTime.test(text) && Number.isFinite(Date.parse(text))) return 'time';
  if (isYesOrNo.test(text)) return 'yes-no';
  return text.length <= 40 && isChoice.test(text) ? 'choice' : 'text';
}

function isTelling(fact: Fact): boolean {
  const { name, value, about, kind } = fact;
  if (isAside.test(spelling(name))) return false;
  if (kind === 'text') return false;
  if (kind === 'number') return about === 'score';
  if (kind === 'time') return about === 'next-action' || about === 'appointment';
  if (kind === 'yes-no') return isYes(value) || about === 'interest' || about === 'appointment';
  return !saysNothing.test(String(value).trim());
}

export function isYes(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(?:yes|true|oui|vrai)$/i.test(value.trim()));
}

/** Of one subject, a word says more than a yes, and that more than a time alone. */
function rankOf(fact: Fact): number {
  const { kind } = fact;
  const order = subjects.findIndex(([subject]) => subject === subjectOf(fact));
  const kinds: Kind[] = ['choice', 'number', 'yes-no', 'time'];
  return (order === -1 ? subjects.length : order) * kinds.length + kinds.indexOf(kind);
}

function subjectOf({ about }: Fact): About {
  return about === 'moved' ? 'appointment' : about;
}

/** “Call back” and `callback_at` are one thing: what the time is about is in the words of the other field. */
function timeOf({ name, value, kind, about }: Fact, facts: Fact[]): Fact['at'] {
  if (kind === 'time' || (kind === 'yes-no' && !isYes(value))) return null;
  const says = spelling(`${name}_${String(value)}`).replaceAll('_', '');
  const time = facts.find(
    (fact) =>
      fact.kind === 'time' &&
      (isAboutThat(fact.name, says) || (about === 'moved' && fact.about === 'appointment')),
  );
  return time === undefined ? null : { name: time.name, value: String(time.value) };
}

const timeWords =
  /^(?:at|on|time|date|datetime|day|hour|slot|new|next|scheduled|heure|jour|le|nouvelle?|nouveau|prevue?)$/;

function isAboutThat(name: string, says: string): boolean {
  const subject = spelling(name)
    .split('_')
    .filter((word) => !timeWords.test(word))
    .join('');
  return subject.length > 2 && says.includes(subject);
}

function askedFor(asked: readonly string[], facts: Fact[]): Fact[] {
  return asked.flatMap((name) => {
    const fact = facts.find((it) => spelling(it.name) === spelling(name));
    return fact === undefined ? [] : [{ ...fact, about: 'asked-for' as const }];
  });
}

/** `nextAction`, `next-action`, “Next action” and “Prochaine étape”: letters and digits without accents, joined by one sign. */
export function spelling(name: string): string {
  return withoutAccents(plainText(name).replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2'))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}
