import { findCallById } from '../../store/call-lists.ts';
import type { Handler } from '../handler.ts';
import { renderCallNotFound, renderWhichCall } from '../messages/call-lookup.ts';
import { showCall } from '../show-call.ts';

export const openCall: Handler = {
  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('call');
    const call = await findCallById(desk.db, asked.input);
    return call === null ? renderCallNotFound(asked.input) : showCall(call, asked, desk);
  },
};
