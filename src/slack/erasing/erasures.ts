import type { ErasureNews, Resembling } from '../../calls/held.ts';
import { counted, listed } from '../blocks/numbers.ts';
import { channel, person } from '../blocks/person.ts';
import type { Rendered, RenderOptions, Shown } from '../blocks/rendered.ts';
import { bold, bullets, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement, timeFirst } from '../blocks/times.ts';

const linksShown = 10;

/** To the person who asked, in a direct message: that stays, so it names nobody. */
export function renderForgotten(news: ErasureNews, options: RenderOptions): Shown {
  const { askedAt, unedited, files, resembling } = news;
  return {
    blocks: [
      ...paragraph(
        [bold('Erased'), words(' · requested '), timeElement(askedAt, options)],
        [words(`${amounts(news)}.`)],
        ...filesLines(files),
        unedited.length === 0 ? null : [words(uneditedWords(unedited.length))],
      ),
      ...bullets(...unedited.slice(0, linksShown).map(placeOf)),
      ...paragraph(resembling.length === 0 ? null : [words(resemblingHead)]),
      ...bullets(...resembling.slice(0, linksShown).map(resemblingLine)),
    ],
  };
}

/** Replaces a message that was only about a person who asked to be forgotten. */
export function renderErased(): Rendered {
  const text = 'This message was about a phone number that has been erased.';
  return { text, blocks: paragraph([words(text)]) };
}

/** Downloaded copies are out of reach, so the people who got a file are asked. */
function filesLines({ deleted, left }: ErasureNews['files']): Line[] {
  const gone = `I deleted ${counted(deleted, 'file')} with these calls. Copies that people downloaded are theirs to delete.`;
  const kept = `Slack doesn’t let me delete ${counted(left.length, 'file')} with these calls. Ask these people to delete them: `;
  const people = [...new Set(left)].slice(0, linksShown);
  const named = people.flatMap((id, index) => [words(index === 0 ? '' : ', '), ...person(id)]);
  return [
    ...(deleted === 0 ? [] : [[words(gone)]]),
    ...(people.length === 0 ? [] : [[words(kept), ...named]]),
  ];
}

const resemblingHead =
  'These settings filter by a value that other people’s calls have too, so I kept them. ' +
  'Remove them if they’re about this person:';

/** Without the value, since the message stays. */
function resemblingLine({ kind, place, field }: Resembling): Line {
  return kind === 'search'
    ? [words('a saved search of '), ...person(place), words(` for “${field}”`)]
    : [words(`a ${kind} in `), ...channel(place), words(` for “${field}”`)];
}

function uneditedWords(count: number): string {
  return count === 1
    ? 'Slack doesn’t let me edit one message. Please delete it:'
    : `Slack doesn’t let me edit ${count} messages. Please delete them:`;
}

function placeOf({ channel: id, link }: ErasureNews['unedited'][number]): Line {
  const place = [words('in '), ...channel(id)];
  return link === null ? place : [...place, words(': '), { type: 'link', url: link, text: 'open it' }];
}

/** “12 calls, 9 messages and 2 places that named the person”. */
function amounts({ calls, messages, quotes }: Pick<ErasureNews, 'calls' | 'messages' | 'quotes'>): string {
  return listed([
    counted(calls, 'call'),
    ...(messages === 0 ? [] : [counted(messages, 'message')]),
    ...(quotes === 0 ? [] : [counted(quotes, 'place that named the person', 'places that named the person')]),
  ]);
}

/** The record of who erased what, and when. */
export function renderErasures(erasures: ErasureRecord[], options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph([bold('Past erasures')]),
      ...bullets(
        ...erasures.map((it) => [
          timeFirst(it.askedAt, options),
          words(', '),
          ...person(it.askedBy),
          words(`: ${recorded(it)}`),
        ]),
      ),
      ...paragraph([words('To erase a number: /revox forget +33199001234')]),
    ],
  };
}

export interface ErasureRecord
  extends Pick<ErasureNews, 'askedBy' | 'askedAt' | 'calls' | 'messages' | 'quotes'> {
  /** Null while it goes on. */
  unedited: number | null;
}

function recorded(erasure: ErasureRecord): string {
  const { unedited } = erasure;
  if (unedited === null) return `${amounts(erasure)} so far`;
  return unedited === 0
    ? amounts(erasure)
    : `${amounts(erasure)}; ${counted(unedited, 'message')} couldn’t be edited`;
}
