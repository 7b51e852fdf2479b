import { exportCalls } from '../commands/export.ts';
import { refreshLive } from '../commands/live.ts';
import { startReplay } from '../commands/replay.ts';
import { routeCommand } from '../commands/revox.ts';
import type { Route } from '../commands/route.ts';
import { saveSubscription } from '../edit-subscription.ts';
import type { Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { home } from '../show-home.ts';
import { chooseTopic, editSubscription } from '../subscribe-form.ts';
import { acknowledge } from './acknowledge-incident.ts';
import { browseMessage } from './browse-message.ts';
import { pauseSubscription, removeSubscription, resumeSubscription } from './change-subscription.ts';
import { discardParked } from './discard-parked.ts';
import { filterList, listSome } from './filter-list.ts';
import { forgetNumber } from './forget-number.ts';
import { muteCalls, unmuteCalls } from './mute-calls.ts';
import { openCall } from './open-call.ts';
import { retryParked } from './retry-parked.ts';
import { shareDigest } from './share-digest.ts';
import { shareList } from './share-list.ts';
import { cancelProposal, subscribeChannel } from './subscribe-channel.ts';
import { turnCall } from './turn-call.ts';
import { refreshList, turnList } from './turn-list.ts';
import { undo } from './undo-change.ts';

/** Every button and menu of ours, by its action id. */
const actions: Record<string, Handler> = {
  list_newer: turnList,
  list_older: turnList,
  list_refresh: refreshList,
  list_status: filterList,
  list_result: filterList,
  list_period: filterList,
  list_nearest_1: filterList,
  list_nearest_2: filterList,
  list_nearest_3: filterList,
  list_calls: listSome,
  list_all: listSome,
  list_failed: listSome,
  share_list: shareList,
  browse_message: browseMessage,
  open_call: openCall,
  call_earlier: turnCall,
  call_later: turnCall,
  call_start: turnCall,
  call_tools: turnCall,
  reveal_number: turnCall,
  retry_parked: retryParked,
  discard_parked: discardParked,
  subscribe_channel: subscribeChannel,
  save_subscription: saveSubscription,
  cancel_proposal: cancelProposal,
  edit_subscription: editSubscription,
  topic: chooseTopic,
  pause_subscription: pauseSubscription,
  resume_subscription: resumeSubscription,
  remove_subscription: removeSubscription,
  acknowledge_incident: acknowledge,
  undo_change: undo,
  mute_calls: muteCalls,
  unmute_calls: unmuteCalls,
  start_replay: startReplay,
  forget_number: forgetNumber,
  share_digest: shareDigest,
  home_refresh: home,
  live_refresh: refreshLive,
  export_list: exportCalls,
};

export const actionIds = Object.keys(actions);

/** A button may stand for a typed command, and then is one in every respect. */
export function routeAction(actionId: string, value: string): Route {
  if (/^run_command_\d+$/.test(actionId)) return routeCommand(value);
  const handler = Object.hasOwn(actions, actionId) ? actions[actionId] : undefined;
  if (handler === undefined) return { word: 'unknown_button', input: value, handler: nobody };
  return { word: actionId, input: value, handler };
}

const unknownButton = renderProblem({
  what: 'I no longer know this button.',
  next: 'It is from another version of me. Ask again with a command:',
  commands: ['/revox help'],
});

/** Buttons stay in channels for years, so one may be clicked that no version knows any more. */
const nobody: Handler = { answer: async () => unknownButton };
