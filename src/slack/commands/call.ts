import { findCall } from '../../store/call-lists.ts';
import type { Handler } from '../handler.ts';
import { renderCallNotFound, renderCandidates, renderWhichCall } from '../messages/call-lookup.ts';
import { filterContext, renderOptions } from '../render-options.ts';
import { showCall } from '../show-call.ts';

/** By id, the beginning of one, or the last digits of a number. */
export const call: Handler = {
  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('call');
    const found = await findCall(desk.db, asked.input, filterContext(desk));
    if (found.kind === 'one') return showCall(found.call, asked, desk);
    if (found.kind === 'several')
      return renderCandidates('call', asked.input, found.calls, renderOptions(desk));
    return renderCallNotFound(asked.input);
  },
};
