import type { RowToLeave } from '../../calls/message-forms.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { counted } from '../blocks/numbers.ts';
import { person } from '../blocks/person.ts';
import { spokenLine } from '../blocks/plain.ts';
import type { Rendered, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, button, type Line, paragraph, words } from '../blocks/rich.ts';
import { endElement, timeElement } from '../blocks/times.ts';

type Replay = RowToLeave<'replay'>;

/** The first message of the thread: nobody should take the calls in it for new ones. */
export function renderReplay(replay: Replay, options: RenderOptions): Rendered {
  const line = [
    bold('Replay, not news:'),
    words(' '),
    ...person(replay.askedBy),
    words(' posted '),
    ...what(replay, options),
    words(' again in this thread.'),
  ];
  return { text: spokenLine(line), blocks: paragraph(line) };
}

/** Asks before anything is posted. @param value What the button carries. */
export function renderReplayProposal(replay: Replay, value: string, options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph(
        [bold('Post these calls again?'), words(' '), ...what(replay, options)],
        [words('I’ll post them here in a thread, marked as a replay.')],
      ),
      ...actions(
        { ...button('Replay here', 'start_replay', value), style: 'primary' },
        button('Cancel', 'cancel_proposal'),
      ),
    ],
  };
}

/** “37 calls human, from 10:00 to 12:00”. */
function what({ calls, filter, from, to }: Replay, options: RenderOptions): Line {
  return [
    words(`${counted(calls, 'call')} `),
    words(filter === '' ? '' : `(${filterInWords(filter, options)}) `),
    words('that ended from '),
    timeElement(from, options),
    words(' to '),
    endElement(from, to, options),
  ];
}
