import type { App, BlockAction, BlockElementAction, MessageShortcut } from '@slack/bolt';

import type { WebClient } from '@slack/web-api';

import { metadataEventType } from '../calls/message.ts';
import { asTyped } from '../calls/typed-text.ts';
import { carriedBy, modalView } from './blocks/modal.ts';
import { paragraph, words } from './blocks/rich.ts';
import type { Asked, Handler, Place } from './door/handler.ts';
import type { WaysBack } from './door/say.ts';
import { joined } from './first-run/joined.ts';
import { routeAction, routeShortcut } from './routes/buttons.ts';
import { routeCommand } from './routes/commands.ts';
import { routeSubmission } from './routes/forms.ts';
import { home } from './status/show-home.ts';
import { welcome } from './status/welcome.ts';

export type AnswerTo = (asked: Asked, handler: Handler, ways: WaysBack) => Promise<void>;

/** Somebody is no longer in a channel; nobody is answered. */
export type Left = (who: { owner: string; channel: string }) => Promise<unknown>;

/** Everything of ours comes here, so that a button that no version knows any more is answered too. */
export function listen(app: App, answerTo: AnswerTo, left: Left): void {
  app.command(/./, async ({ command, ack, client }) => {
    const { word, input, handler } = routeCommand(asTyped(command.text));
    const asked: Asked = {
      what: `/revox ${word}`,
      input,
      userId: command.user_id,
      channelId: command.channel_id,
      at: { kind: 'channel' },
      triggerId: command.trigger_id,
      responseUrl: command.response_url,
      key: command.trigger_id,
    };
    await answerTo(asked, handler, { ack, responseUrl: command.response_url, client });
  });
  app.action({ type: 'block_actions' }, async ({ body, action, ack, client }) => {
    const { word, input, handler } = routeAction(action.action_id, chosenValue(action));
    const asked = { ...askedBy(body), what: word, input, at: placeOf(body) };
    await answerTo(asked, handler, { ack, responseUrl: body.response_url ?? null, client });
  });
  app.view(/.*/, async ({ body, view, ack, client }) => {
    const { channel, about } = carriedBy(view);
    const route = routeSubmission(view, about);
    if ('errors' in route) return ack({ response_action: 'errors', errors: route.errors });
    const { closes = false } = route.handler;
    const isFromHome = route.pickedChannel !== null;
    const asked: Asked = {
      what: route.word,
      input: route.input,
      userId: body.user.id,
      channelId: route.pickedChannel ?? channel,
      // “One moment” takes the place of a form that stays open, and has another hash.
      at: closes
        ? { kind: isFromHome ? 'home' : 'channel' }
        : { kind: 'modal', viewId: view.id, hash: null, about },
      triggerId: 'trigger_id' in body ? String(body.trigger_id) : null,
      responseUrl: null,
      key: `${view.id}:${view.hash}`,
    };
    const wait = () => ack({ response_action: 'update', view: modalView(reading, channel) });
    const close = () => ack({ response_action: 'clear' });
    await answerTo(asked, route.handler, { ack: closes ? close : wait, responseUrl: null, client });
  });
  app.shortcut({ type: 'message_action' }, async ({ body, ack, client }) => {
    const shortcut = body as MessageShortcut;
    const { word, handler } = routeShortcut(shortcut.callback_id);
    const { message_ts: ts, message } = shortcut;
    // Another app may have attached anything to its message.
    const metadata = message.metadata?.event_type === metadataEventType ? message.metadata : undefined;
    const asked: Asked = {
      ...askedBy(shortcut),
      what: word,
      input: JSON.stringify({ ts, metadata }),
      at: { kind: 'channel' },
    };
    await answerTo(asked, handler, { ack, responseUrl: shortcut.response_url ?? null, client });
  });
  app.event('member_left_channel', async ({ event: { user, channel } }) => {
    await left({ owner: user, channel });
  });
  const isMe = ownIdentity();
  app.event('member_joined_channel', async ({ event, body, client }) => {
    const { user, inviter, channel } = event;
    if (inviter === undefined || !(await isMe(client, user))) return;
    const what = 'member_joined_channel';
    const asked: Asked = {
      ...ofEvent(body),
      what,
      userId: inviter,
      channelId: channel,
      at: { kind: 'channel' },
    };
    await answerTo(asked, joined, { ack: nothing, responseUrl: null, client });
  });
  app.event('app_home_opened', async ({ event, body, client }) => {
    const isTab = event.tab === 'messages';
    const asked: Asked = {
      ...ofEvent(body),
      what: 'app_home_opened',
      userId: event.user,
      channelId: isTab ? event.channel : null,
      at: { kind: 'home' },
    };
    await answerTo(asked, isTab ? welcome : home, { ack: nothing, responseUrl: null, client });
  });
}

/** Slack sends this for everybody who joins a channel of the bot, so it is asked once who the bot is. */
function ownIdentity() {
  let own: string | undefined;
  return async (client: WebClient, userId: string) => {
    own ??= (await client.auth.test()).user_id;
    return own === userId;
  };
}

/** Slack waits three seconds for something in the place of a form; what is asked of the database comes after. */
const reading = { title: 'One moment', blocks: paragraph([words('Looking at the last days…')]) };

/** The place of what was clicked is taken, so nothing later is said in it. */
function askedBy(body: BlockAction | MessageShortcut) {
  const { user, channel, trigger_id: key } = body;
  const channelId = channel?.id ?? ('view' in body ? carriedBy(body.view).channel : null);
  return { userId: user.id, channelId, triggerId: key, responseUrl: null, key };
}

/** Nobody typed or clicked, and Bolt has acknowledged it. */
function ofEvent({ event_id: key }: { event_id: string }) {
  return { input: '', triggerId: null, responseUrl: null, key };
}

const nothing = async () => undefined;

/** Of a button, or of what was picked from a menu. */
function chosenValue(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' ? (action.selected_option?.value ?? '') : '';
}

function placeOf({ view }: BlockAction): Place {
  if (view === undefined) return { kind: 'channel' };
  if (view.type === 'home') return { kind: 'home' };
  return { kind: 'modal', viewId: view.id, hash: view.hash, about: carriedBy(view).about };
}
