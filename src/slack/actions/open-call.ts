import { findCallById } from '../../store/call-lists.ts';
import type { Handler } from '../handler.ts';
import { renderCallNotFound } from '../messages/call-lookup.ts';
import { showCall } from '../show-call.ts';

export const openCall: Handler = {
  async answer(asked, desk) {
    const call = await findCallById(desk.db, asked.input);
    return call === null ? renderCallNotFound(asked.input) : showCall(call, asked, desk);
  },
};
