/** A part of docs/messages.md, with the names of what it shows and a sentence each: when it comes, who can press what. */
export interface Section {
  title: string;
  about?: string;
  sentences: Record<string, string>;
}

const chartsMayBeMissing = 'Where a workspace doesn’t take its charts yet, their numbers are lines instead.';

/** Posted in the channels that are subscribed. */
export const posted: Section[] = [
  {
    title: 'Calls',
    sentences: {
      call: 'Comes as soon as a call ends; anybody in the channel can open it, and sees there what they may see.',
      'few-calls': 'Comes when two to ten calls ended since the last message; anybody can browse them.',
      'many-calls': 'Comes when more calls ended since the last message; anybody can browse all of them.',
      compact: 'Comes instead in a channel subscribed with `compact`; anybody can open the calls.',
      'call-backs': 'Comes in a channel subscribed to `callbacks`; anybody can open a call.',
    },
  },
  {
    title: 'Dial errors',
    sentences: {
      error:
        'Comes as soon as a call fails; anybody can open it, and whoever may change the channel can mute its kind.',
      'few-errors':
        'Comes when a few calls failed since the last message; who may change the channel can mute them.',
      'many-errors':
        'Comes when many failed since the last message; anybody can browse them, who may can mute them.',
    },
  },
  {
    title: 'Incidents',
    about: 'One card each, edited while it lasts and closed when it is over.',
    sentences: {
      'incident-open':
        'Comes when Revox doesn’t answer; anybody in the channel can acknowledge, resolve or snooze it.',
      'incident-over': 'The card becomes this when it is over, and nobody has to press anything.',
      'incident-closing': 'Comes in the thread of the card at the same time, since an edit notifies nobody.',
      'incident-spike': 'Comes when far more calls fail than usual; failures that follow are counted on it.',
      'incident-answers':
        'Comes when far fewer people pick up than usual; anybody can browse the calls it is about.',
      'incident-silence': 'Comes when no call has ended for much longer than usual at that time of the week.',
      'incident-hours': 'Comes when a call began outside the hours that the channel set with `hours:`.',
      'incident-parked':
        'Comes when Slack left it open whether a message was posted; an admin decides with the buttons.',
    },
  },
  {
    title: 'Digests',
    sentences: {
      digest:
        'Comes once a day at the time that the channel set, or once a week; anybody can open what a line counts. What needs work is first.',
      'digest-rest': `Comes in the thread of a digest, with what doesn’t fit on one screen. ${chartsMayBeMissing}`,
      'quiet-digest': 'Comes the same way on a day without calls, and says so when it comes late.',
    },
  },
  {
    title: 'What people do',
    sentences: {
      setting: 'Comes when somebody changes what the channel gets; anybody who may change it can undo that.',
      'shared-list':
        'Comes when somebody presses *Share* on a list of their own; numbers are masked for everybody.',
      replay: 'Comes when somebody types `/revox replay`; the calls follow in its thread.',
    },
  },
];

/** Only the person who asks sees these. */
export const answered: Section[] = [
  {
    title: 'Look up',
    sentences: {
      menu: 'Comes for the bare command; each button answers the same person.',
      list: 'Comes for `calls` with any filter; menus narrow it, and *Share* posts it in the channel with masked numbers.',
      'empty-list': 'Comes when no call matches; the button runs the closest search that has results.',
      suggestion: 'Comes when a word isn’t understood; each button runs one meaning.',
      'call-modal':
        'Opens for `call` and for *Open* anywhere; who may can reveal the number, which is recorded.',
      live: 'Comes for `live`; the button asks again.',
      stats: `Comes for \`stats\`; buttons group and compare. ${chartsMayBeMissing}`,
      'stats-by-country': `Comes for \`stats … by country\`. ${chartsMayBeMissing}`,
      'digest-now': `Comes for \`digest now\`, for today so far. ${chartsMayBeMissing}`,
      saved: 'Comes for `save`; the search can be run and removed there and on Home.',
    },
  },
  {
    title: 'Follow',
    sentences: {
      'dry-run': 'Comes for `subscribe` with words: nothing changes before somebody presses *Subscribe*.',
      'subscribe-modal':
        'Opens for the bare `subscribe`, with three choices in messages a day; *More options* has the rest, and anybody in the channel submits it.',
      subscriptions: 'Comes for `subscriptions`; who may change the channel can edit, pause and remove each.',
      why: 'Comes for `why` with the id of a call, in the channel that is asked about.',
    },
  },
  {
    title: 'Quiet',
    sentences: { muted: 'Comes for `mute`; who may change the channel can end it at once.' },
  },
  {
    title: 'Admin',
    sentences: {
      status: 'Comes for `status`, for everybody.',
      held: 'Comes for `held`, for admins alone; they can have it as a file or erase it.',
      help: 'Comes for `help`; each example runs when somebody presses it.',
    },
  },
  {
    title: 'The bot’s own tabs',
    sentences: {
      home: 'Shown when somebody opens the tab, with what concerns them; it has no charts and no tables.',
      welcome: 'Comes once for each person, when they first open the Messages tab.',
    },
  },
];
