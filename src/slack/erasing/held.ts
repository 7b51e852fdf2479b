import { type Held, isNothing } from '../../calls/held.ts';
import { maskedNumber } from '../../calls/numbers/phone.ts';
import { commandButton } from '../blocks/command-button.ts';
import { counted, listed } from '../blocks/numbers.ts';
import { channel } from '../blocks/person.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, button, confirmation, type Line, paragraph, words } from '../blocks/rich.ts';
import { endElement, timeElement } from '../blocks/times.ts';

const channelsShown = 10;

/** What is stored about a number, for an admin alone, with the file to answer an access request. */
export function renderHeld(held: Held, options: RenderOptions): Shown {
  if (isNothing(held)) return nothingHeld(held, 'held');
  const { phoneNumber } = held;
  return {
    blocks: [
      ...paragraph([bold(`Stored about ${maskedNumber(phoneNumber)}`)]),
      ...bullets(...kinds(held, options)),
      ...paragraph(saidElsewhere(held), importing(held)),
      ...actions(
        isListed(held) ? button('Export these calls', 'export_list', `phone:${phoneNumber}`) : null,
        isListed(held) ? commandButton('List them', `calls phone:${phoneNumber}`, 1) : null,
        commandButton('Erase…', `forget ${phoneNumber}`, 2),
      ),
      ...nearBlocks(held, 'held'),
    ],
  };
}

/** In a filter a number without its country code means the end of others too. */
function isListed({ calls, phoneNumber }: Held): boolean {
  return calls > 0 && phoneNumber.startsWith('+');
}

/** The same, and the question whether all of it is to go. */
export function renderForgetProposal(held: Held, options: RenderOptions): Shown {
  if (isNothing(held)) return nothingHeld(held, 'forget');
  const { phoneNumber } = held;
  const what = `Erase everything about ${maskedNumber(phoneNumber)}?`;
  return {
    blocks: [
      ...paragraph([bold(what)]),
      ...bullets(...kinds(held, options)),
      ...paragraph([words(whatStays)], importing(held)),
      ...actions(eraseButton(held), button('Cancel', 'cancel_proposal')),
      ...nearBlocks(held, 'forget'),
    ],
  };
}

const whatStays = [
  'Settings that quote data extracted from these calls alone are erased too.',
  'Outcomes are kept for statistics, with nothing personal.',
  'Future calls to this number are stored as usual.',
].join(' ');

function eraseButton(held: Held) {
  return {
    ...button('Erase', 'forget_number', held.phoneNumber),
    style: 'danger' as const,
    confirm: { ...confirmation('Erase for good?', consequences(held), 'Erase'), style: 'danger' as const },
  };
}

/** “Erases 12 calls of +33 •••• 1234 and edits 9 messages. This can’t be undone.” */
function consequences({ calls, phoneNumber, messages }: Held): string {
  const posted = messages.reduce((sum, { count }) => sum + count, 0);
  const erased = `Erases ${counted(calls, 'call')} of ${maskedNumber(phoneNumber)}`;
  const edited = posted === 0 ? '' : ` and edits ${counted(posted, 'message')}`;
  return `${erased}${edited}. This can’t be undone.`;
}

function kinds(held: Held, options: RenderOptions): (Line | null)[] {
  const { messages } = held;
  return [
    callsLine(held, options),
    plain(detailsOf(held)),
    ...messages
      .slice(0, channelsShown)
      .map(({ channel: id, count }) => [words(`${counted(count, 'message')} in `), ...channel(id)]),
    messages.length > channelsShown
      ? [words(`more in ${counted(messages.length - channelsShown, 'other channel')}`)]
      : null,
    plain(namedIn(held)),
    plain(resembling(held)),
    plain(shownTo(held)),
  ];
}

function callsLine({ calls, firstAt, lastAt }: Held, options: RenderOptions): Line | null {
  if (calls === 0) return null;
  if (firstAt === null || lastAt === null) return [words(counted(calls, 'call'))];
  if (calls === 1) return [words('1 call, '), timeElement(firstAt, options)];
  const [first, last] = [timeElement(firstAt, options), endElement(firstAt, lastAt, options)];
  return [words(`${counted(calls, 'call')}, from `), first, words(' to '), last];
}

function detailsOf({ recordings, transcripts, extracted, open, followUps }: Held): string {
  return listed([
    ...some(recordings, 'recording'),
    ...some(transcripts, 'transcript'),
    ...(extracted === 0 ? [] : [`extracted data of ${counted(extracted, 'call')}`]),
    ...(open === 0 ? [] : [`${counted(open, 'call')} in progress`]),
    ...some(followUps, 'follow-up'),
  ]);
}

function namedIn({ subscriptions, mutes, changes, searches, exports, setAside }: Held): string {
  const places = [
    ...some(subscriptions, 'subscription'),
    ...some(mutes, 'mute'),
    ...some(changes, 'past change of settings', 'past changes of settings'),
    ...some(searches, 'saved search', 'saved searches'),
    ...some(exports, 'export in progress', 'exports in progress'),
    ...some(setAside, 'unreadable row from Revox', 'unreadable rows from Revox'),
  ];
  return places.length === 0 ? '' : `The number, or data from these calls alone, is in ${listed(places)}`;
}

/** As in the message after the erasing. */
function resembling({ resembling: count }: Held): string {
  if (count === 0) return '';
  const what = count === 1 ? '1 setting filters' : `${count} settings filter`;
  return `${what} by a value that other people’s calls have too, and would stay`;
}

function shownTo({ shownTo: people }: Held): string {
  return people === 0 ? '' : `Opened by ${counted(people, 'person', 'people')}`;
}

function some(count: number, one: string, many?: string): string[] {
  return count === 0 ? [] : [counted(count, one, many)];
}

function plain(text: string): Line | null {
  return text === '' ? null : [words(text)];
}

/** For who answers a person with the file. */
function saidElsewhere({ recordings, transcripts }: Held): Line | null {
  if (recordings + transcripts === 0) return null;
  return [
    words(
      'The file has the extracted data. Recordings and transcripts are in each call: open them from the list.',
    ),
  ];
}

function importing({ isImporting }: Held): Line | null {
  return isImporting
    ? [words('I’m still importing older calls from Revox. Check again when that’s done.')]
    : null;
}

function nothingHeld(held: Held, command: 'held' | 'forget'): Shown {
  const { phoneNumber, isImporting } = held;
  const later = isImporting ? ' I’m still importing older calls from Revox, so check again later.' : '';
  const text = `Nothing is stored about ${maskedNumber(phoneNumber)}.${later}`;
  return { blocks: [...paragraph([words(text)]), ...nearBlocks(held, command)] };
}

/** Each has its own button, since only a person can decide whether it is the same number. */
function nearBlocks({ near }: Held, command: 'held' | 'forget') {
  if (near.length === 0) return [];
  const what = command === 'held' ? 'Check' : 'Check and erase';
  return [
    ...paragraph(
      [bold('Possibly the same number, in another spelling')],
      [words('These aren’t counted above and won’t be erased with it. Check each one:')],
    ),
    ...actions(
      ...near.map(({ number, calls }, index) =>
        commandButton(
          `${what} ${spelling(number)}: ${counted(calls, 'call')}`,
          `${command} ${number}`,
          index + 3,
        ),
      ),
    ),
  ];
}

/** Its beginning and its last digits; what is between is the same in all of them. */
function spelling(number: string): string {
  return number.startsWith('+') ? maskedNumber(number) : `${number.slice(0, 2)}…${number.slice(-4)}`;
}
