import { findCallById } from '../../store/calls/call-lists.ts';
import { callTooOld, renderProblem } from '../blocks/problem.ts';
import type { Handler } from '../door/handler.ts';
import { renderCallNotFound, renderWhichCall } from './call-lookup.ts';
import { decodePlace } from './call-place.ts';
import { showCall } from './show-call.ts';

export const openCall: Handler = {
  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('call');
    const call = await findCallById(desk.db, asked.input);
    return call === null ? renderCallNotFound(asked.input) : showCall(call, asked, desk);
  },
};

/** Another part of a call in the place of this one, or the same one with more of it shown. */
export const turnCall: Handler = {
  async answer(asked, desk) {
    const place = decodePlace(asked.input);
    if (place === null) return renderProblem(callTooOld);
    const call = await findCallById(desk.db, place.callId);
    if (call === null) return renderCallNotFound(place.callId);
    return { ...(await showCall(call, asked, desk, place)), replaces: true };
  },
};
