import { findCall, findCallById } from '../../store/calls/call-lists.ts';
import { callTooOld, renderProblem } from '../blocks/problem.ts';
import type { Command, Handler } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { renderCallNotFound, renderCandidates, renderWhichCall } from './call-lookup.ts';
import { type CallPlace, decodePlace, startOfCall } from './call-place.ts';
import { showCall } from './show-call.ts';

/** Another part of a call in the place of this one, or the same one with more of it shown. */
const turnCall: Handler = {
  async answer(asked, desk) {
    const place = decodePlace(asked.input);
    if (place === null) return renderProblem(callTooOld);
    const call = await findCallById(desk.db, place.callId);
    if (call === null) return renderCallNotFound(place.callId);
    return { ...(await showCall(call, asked, desk, place)), replaces: true };
  },
};

/** By id, the beginning of one, or the last digits of a number. */
export const call: Command = {
  word: 'call',
  help: {
    also: ['id'],
    group: 'Look up',
    summary: 'one call in full',
    usage: '/revox call <id or last digits>',
    examples: [
      { typed: '/revox call 8f14e45f', does: 'the start of an id is enough', tried: null },
      { typed: '/revox call 5678', does: 'the last digits of a number', tried: null },
    ],
    notes: ['Transcript and recording are shown to people who may see them.'],
  },
  buttons: {
    open_call: opening('all'),
    open_other_call: opening('all'),
    open_transcript: opening('transcript'),
    open_recording: opening('recording'),
    call_earlier: turnCall,
    call_later: turnCall,
    call_start: turnCall,
    call_tools: turnCall,
    reveal_number: turnCall,
  },

  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('call');
    const found = await findCall(desk.db, asked.input, filterContext(desk));
    if (found.kind === 'one') return showCall(found.call, asked, desk);
    if (found.kind === 'several')
      return renderCandidates('call', asked.input, found.calls, renderOptions(desk));
    return renderCallNotFound(asked.input);
  },
};

function opening(part: CallPlace['part']): Handler {
  return {
    async answer(asked, desk) {
      if (asked.input === '') return renderWhichCall('call');
      const call = await findCallById(desk.db, asked.input);
      if (call === null) return renderCallNotFound(asked.input);
      return showCall(call, asked, desk, startOfCall(call.id, part));
    },
  };
}
