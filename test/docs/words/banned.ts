/** Where somebody reads it. */
export type Place =
  /** Documents, the manifest, the example of settings, alert rules. */
  | 'page'
  /** What the sources may say: messages, help, forms, log lines, errors, the doctor. */
  | 'said'
  /** Lines of the log. */
  | 'logged'
  /** Snapshots of messages, with the labels in place. */
  | 'shown'
  | 'comment'
  /** Titles of tests. */
  | 'title'
  | 'name';

export interface Banned {
  words: RegExp;
  /** What a support person says. */
  better: string;
  why: string;
  /** Everywhere but in names, where nothing else is said. */
  places?: Place[];
  /** Only in files like this. */
  files?: RegExp;
}

const machineWords = 'people read a label; the value behind it is for code';
const indirect = 'it names nobody and comes before its noun';
const translated = 'correct, and nobody says it';

const inSlack: Pick<Banned, 'places' | 'files'> = {
  places: ['said', 'shown'],
  // Connections to Slack speak to who runs the bot, and labels are what is understood.
  files: /^(src|test)\/(slack\/(?!line|bolt)|calls\/(?!filter\/labels)|outbox\/refusal)|^test\/e2e\/month\//,
};
const read: Pick<Banned, 'places' | 'files'> = {
  places: ['page', 'said', 'logged', 'shown'],
  files: /^(?!src\/calls\/filter\/labels)/,
};

export const banned: Banned[] = [
  // Verbs
  { words: /\byield(s|ed|ing)?\b/i, better: 'result, extracted data', why: translated },
  { words: /\bhear(s|d)? (of|it|them)\b/i, better: 'get, be subscribed to', why: 'a channel has no ears' },
  { words: /\b(re|un)?told\b/i, better: 'posted, notified, said', why: 'a bot posts; people tell' },
  { words: /\b(re)?tells\b/i, better: 'posts, says, shows', why: 'a bot posts; people tell' },
  { words: /\breckon(s|ed|ing)?\b/i, better: 'calculate, count', why: translated },
  { words: /\bmend(s|ed|ing)?\b/i, better: 'fix', why: translated },
  { words: /\bturned\b/i, better: 'expired (a list), changed', why: 'nobody turns a list', ...inSlack },
  { words: /\b(is|are) waited (for|on)\b/i, better: 'wait for', why: 'passive without an actor' },
  { words: /\bis no longer waited\b/i, better: 'stopped waiting for', why: 'passive without an actor' },
  {
    words: /\b(taken|takes?|took|taking) (it |this |that )?back\b/i,
    better: 'undo',
    why: 'the button says Undo',
  },
  { words: /\btalked to\b/i, better: 'no conversations', why: 'numbers before words', ...inSlack },

  // Turns of phrase
  { words: /\bby (itself|themselves|myself)\b/i, better: 'automatically, on its own', why: translated },
  { words: /\bwho(m)?ever\b/i, better: 'anyone who, the person who', why: indirect },
  { words: /\bbesides\b/i, better: 'as well as, next to', why: translated },
  { words: /\banew\b/i, better: 'again', why: translated },
  { words: /\bfor ever\b/i, better: 'indefinitely, forever', why: translated },
  { words: /\bsome \d/i, better: 'about 120', why: translated },
  { words: /\bby the way\b/i, better: 'best effort, in passing', why: 'it says nothing of what is missing' },
  { words: /\bnothing to do but\b/i, better: 'No action needed.', why: 'first whether to act' },
  { words: /\bnew matter\b/i, better: 'stored as usual', why: translated },
  { words: /\b(whose|our|their) doing\b/i, better: 'who has to act', why: translated },
  { words: /\b(on|of) our side\b/i, better: 'your setup', why: 'read as the side of Revox', ...read },
  { words: /\bon their side\b/i, better: 'carrier or phone', why: 'nobody knows who they are', ...read },
  { words: /\bmeanwhile\b/i, better: 'until then', why: 'it does not say when that ends', ...inSlack },
  { words: /\bagainst\b/i, better: 'vs, compared with', why: 'comparisons in Slack say vs', ...inSlack },
  { words: /\btogether then\b|\bclick it together\b/i, better: 'one summary', why: translated, ...read },
  { words: /\bone call, whole\b/i, better: 'one call in full', why: translated, ...read },
  {
    words: /\bwhole (phone )?numbers?\b(?! of)/i,
    better: 'full number',
    why: 'a whole number is an integer',
  },
  {
    words: /\b(ring or talk|rings and talks|ringing or talking)\b/i,
    better: 'calls in progress',
    why: translated,
    ...read,
  },
  { words: /\bwaits to be\b/i, better: 'queued', why: translated, ...read },
  { words: /\bthe nearest that\b/i, better: 'closest search with results', why: indirect, ...read },
  { words: /\bnot clear yet\b/i, better: 'I didn’t understand “…”', why: 'it does not say what', ...read },
  { words: /\bno longer know\b/i, better: 'no longer works', why: 'a button is not known', ...read },
  { words: /\bthat fits\b|\bdoes not fit\b/i, better: 'match', why: 'searches match', ...read },
  { words: /\bhow far from usual\b/i, better: 'how sensitive incident detection is', why: indirect, ...read },
  { words: /\bsettings of the bot\b/i, better: 'in .env', why: 'say where', ...inSlack },
  { words: /\bRevox does not answer\b/, better: 'Revox API is failing', why: 'with its reason', ...read },
  { words: /\bso there is no\b/i, better: 'so there’s nothing to export', why: translated, ...read },
  {
    words: /\b(half|nine in ten) (under|over)\b/i,
    better: 'median, 90% under',
    why: 'medians are called medians',
  },
  { words: /\bended stays\b/i, better: 'Outcomes are kept for statistics', why: indirect, ...read },
  { words: /\ball the time\b/i, better: 'Any time', why: translated, ...inSlack },
  { words: /\bcalls, to you\b/i, better: 'a CSV, sent to you', why: translated, ...read },
  { words: /\bis better typed\b/i, better: 'Only searches can be saved', why: indirect, ...read },
  { words: /\bthe line about it\b/i, better: 'the notice in this channel', why: indirect, ...read },
  { words: /\bhas its turn\b/i, better: 'blocks the event loop', why: translated },
  { words: /\bnobody else waits\b/i, better: 'Best effort', why: indirect },

  // In Slack people are spoken to as colleagues speak.
  {
    words:
      /\b(do|does|did|is|are|was|were|has|have|could|would|should) not\b|\bcannot\b|\bI (am|have|will)\b/i,
    better: 'don’t, can’t, I’m',
    why: 'contractions in Slack',
    ...inSlack,
  },

  {
    words: /\p{L}'(?:t|s|re|ve|ll|d|m)\b/u,
    better: 'one kind of apostrophe: ’',
    why: 'sentences beside each other look alike',
    ...inSlack,
  },

  // Machine words
  {
    words:
      /\b(too_many_calls|precondition_failed|no_international_permission|no_answer|number_non_attributed|phone_out_of_reach)\b/,
    better: 'its label: “Too many calls”',
    why: machineWords,
    places: ['shown'],
  },
  { words: /\b(since|until):\d/, better: 'last 7 days', why: machineWords, places: ['shown'] },
  {
    words: /\d{4}-\d{2}-\d{2}T\d/,
    better: '{date} in the zone of the reader',
    why: machineWords,
    places: ['shown'],
  },

  // Names
  { words: /\bothersTurn\b/, better: 'yieldToOthers', why: 'a verb for what it does', places: ['name'] },
  { words: /\breaderOf\b/, better: 'inReaderThread', why: 'it says where', places: ['name'] },
  { words: /\bbesides\b/, better: 'companions', why: 'a noun for a list', places: ['name'] },
  { words: /\bisByTheWay\b/, better: 'isBestEffort', why: 'it says what is lost', places: ['name'] },
  { words: /\bdoings\b/i, better: 'routes', why: 'what they are elsewhere', places: ['name'] },
];
