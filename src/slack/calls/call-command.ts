import { findCall } from '../../store/calls/call-lists.ts';
import type { Command } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { renderCallNotFound, renderCandidates, renderWhichCall } from './call-lookup.ts';
import { openCall, turnCall } from './open-call.ts';
import { showCall } from './show-call.ts';

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
    open_call: openCall,
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
