import type { ErasureNews, Resembling } from '../../calls/held.ts';
import { counted, listed } from '../blocks/numbers.ts';
import { channel, person } from '../blocks/person.ts';
import type { Rendered, RenderOptions, Shown } from '../blocks/rendered.ts';
import { bold, bullets, type Line, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';

const linksShown = 10;

/** To who asked for it, in a direct message: that stays, so it names nobody. */
export function renderForgotten(news: ErasureNews, options: RenderOptions): Shown {
  const { askedAt, unedited, files, resembling } = news;
  return {
    blocks: [
      ...paragraph(
        [bold('Erased'), words(', as you asked '), timeElement(askedAt, options)],
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

/** Stands where a message told of a person who asked to be forgotten, and nothing else of it is left to tell. */
export function renderErased(): Rendered {
  const text = 'What stood here was about a phone number that has been erased.';
  return { text, blocks: paragraph([words(text)]) };
}

/** Copies that somebody saved are out of reach, so whoever had a file is asked. */
function filesLines({ deleted, left }: ErasureNews['files']): Line[] {
  const gone = `Deleted: ${counted(deleted, 'file')} that held the calls. Copies that people saved are theirs to delete.`;
  const kept = `Slack does not let me delete ${counted(left.length, 'file')} with these calls. Ask for them to be deleted: `;
  const people = [...new Set(left)].slice(0, linksShown);
  const named = people.flatMap((id, index) => [words(index === 0 ? '' : ', '), ...person(id)]);
  return [
    ...(deleted === 0 ? [] : [[words(gone)]]),
    ...(people.length === 0 ? [] : [[words(kept), ...named]]),
  ];
}

const resemblingHead =
  'These settings ask for something that calls to others yielded too, so they stay. ' +
  'Remove them if they mean this person:';

/** Without the value, since the message stays. */
function resemblingLine({ kind, place, field }: Resembling): Line {
  return kind === 'search'
    ? [words('a saved search of '), ...person(place), words(` for “${field}”`)]
    : [words(`a ${kind} in `), ...channel(place), words(` for “${field}”`)];
}

function uneditedWords(count: number): string {
  return count === 1
    ? 'Slack does not let me edit one message. Delete it there:'
    : `Slack does not let me edit ${count} messages. Delete them there:`;
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

/** The record: who had what erased, and when. */
export function renderErasures(erasures: ErasureRecord[], options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph([bold('Erased so far')]),
      ...bullets(
        ...erasures.map((it) => [
          timeElement(it.askedAt, options),
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
  return unedited === 0 ? amounts(erasure) : `${amounts(erasure)}; ${unedited} of them could not be edited`;
}
