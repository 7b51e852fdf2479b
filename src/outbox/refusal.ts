import { tokenWords } from '../calls/token-words.ts';

/** Why Slack does not take a message, for a person who can do something about it. */
export interface Refusal {
  /** Whether other messages to the channel would be refused too. */
  concerns: 'channel' | 'message';
  sentence: string;
  nextStep: string;
}

/** @param reason Slack's word, such as `not_in_channel`. */
export function refusalOf(reason: string): Refusal {
  if (ofMembership.has(reason)) return notInvited;
  if (reason === 'is_archived') return archived;
  if (reason === 'missing_scope') return scopeMissing;
  if (tokenWords.has(reason)) return tokenRefused(reason);
  if (/^restricted_action|^ekm_access_denied$|^messages_tab_disabled$/.test(reason)) return forbidden(reason);
  return messageRefused(reason);
}

const thenRetry = 'then press *Retry parked* in `/revox status`.';

const ofMembership = new Set(['not_in_channel', 'channel_not_found']);

const notInvited: Refusal = {
  concerns: 'channel',
  sentence: 'I’m not a member of this channel, or it no longer exists.',
  nextStep: `Invite me there: \`/invite @Revox\`, ${thenRetry}`,
};

const archived: Refusal = {
  concerns: 'channel',
  sentence: 'This channel is archived.',
  nextStep: `Unarchive it, ${thenRetry} To post in another channel instead, use \`/revox subscribe\` there.`,
};

const scopeMissing: Refusal = {
  concerns: 'channel',
  sentence: 'The app lacks a permission that it needs.',
  nextStep: `Reinstall the app with the scopes of its manifest, ${thenRetry}`,
};

function tokenRefused(reason: string): Refusal {
  return {
    concerns: 'channel',
    sentence: `Slack no longer accepts the bot’s token (${reason}).`,
    nextStep: `Reinstall the app, set \`SLACK_BOT_TOKEN\`, restart the bot, ${thenRetry}`,
  };
}

function forbidden(reason: string): Refusal {
  return {
    concerns: 'channel',
    sentence: `A rule of the workspace doesn’t let me post in this channel (${reason}).`,
    nextStep: `Ask an admin of the workspace to allow it, ${thenRetry}`,
  };
}

function messageRefused(reason: string): Refusal {
  return {
    concerns: 'message',
    sentence: `Slack didn’t accept one of my messages (${reason}).`,
    nextStep: 'This is a bug in the bot: please report it with the log line about this message.',
  };
}

/** For a message that may be in the channel, where the channel cannot be looked through. */
export function unreadableRefusal(reason: string): Refusal {
  const { nextStep, concerns } = refusalOf(reason);
  return {
    concerns: 'message',
    sentence: `I can’t tell whether Slack posted a message, because I couldn’t read the channel (${reason}).`,
    nextStep: concerns === 'channel' ? nextStep : 'Press *Retry parked* in `/revox status` to look again.',
  };
}

/** For a message that Slack says it took, and that is not where it should be. */
export const postedElsewhere: Refusal = {
  concerns: 'message',
  sentence: 'Slack said that it posted a message, but it’s not in the channel.',
  nextStep: 'Check the channel; *Retry parked* in `/revox status` posts it if it’s still missing.',
};

/** For a message that was not found, where it is not known at which time of Slack's it would be. */
export const clockUnknown: Refusal = {
  concerns: 'message',
  sentence:
    'I can’t tell whether Slack posted a message: the clock of this machine was set, or not compared with Slack’s.',
  nextStep: 'Check the channel; *Retry parked* in `/revox status` posts it if I don’t find it.',
};

/** For a message that we could not put into words. */
export const unspeakable: Refusal = {
  concerns: 'message',
  sentence: 'A message couldn’t be rendered.',
  nextStep: 'This is a bug in the bot: please report it with the log line about this message.',
};
