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
      call: 'Comes as soon as a call ends; anybody in the channel can open it, its transcript and its recording, and sees what they may see.',
      'few-calls':
        'Comes when up to ten calls ended since the last message; anybody in the channel can browse them.',
      'many-calls':
        'Comes when more than ten ended; anybody in the channel can open one of those shown, or browse all.',
      compact: 'Comes instead in a channel subscribed with `compact`, with the rest in its thread.',
      'call-backs':
        'Comes in a channel subscribed to `callbacks`; anybody in the channel can take one, and who has it can finish it.',
      'follow-up':
        'The card of a call that is to be returned; the person who took it can press the rest, and everybody sees who has it.',
      'follow-up-done': 'The card becomes this when its owner presses *Done*; a note stays with the call.',
    },
  },
  {
    title: 'Dial errors',
    sentences: {
      error:
        'Comes as soon as a call fails; anybody in the channel can open it, or mute errors of this kind.',
      'few-errors':
        'Comes when up to ten calls failed since the last message; anybody in the channel can browse or mute them.',
      'many-errors':
        'Comes when more than ten failed; anybody in the channel can open one, browse all, or mute them.',
      daily:
        'Comes with the first such error of a day in a channel with `daily:theirs`, and is edited as more come; anybody in the channel can browse them.',
    },
  },
  {
    title: 'Incidents',
    about: 'One card each, edited while it lasts and closed when it is over.',
    sentences: {
      'incident-open':
        'Comes when the Revox API fails; anybody in the channel can acknowledge, resolve or snooze it.',
      'incident-over':
        'The card becomes this when it is over or somebody resolved it; there is nothing left to press.',
      'incident-closing': 'Comes in the thread of the card at the same time, since an edit notifies nobody.',
      'incident-spike':
        'Comes when far more calls fail than usual, and counts those that follow; here somebody has acknowledged it.',
      'incident-answers':
        'Comes when far fewer people pick up than usual; anybody in the channel can browse these calls too.',
      'incident-silence': 'Comes when no call has ended for much longer than usual at that time of the week.',
      'incident-hours': 'Comes when a call began outside the hours that the channel set with `hours:`.',
      'incident-parked':
        'Comes when a channel refuses messages; they go out once somebody does what the card says.',
    },
  },
  {
    title: 'Follow-ups',
    about: 'In the thread of the card, at working hours of the channel.',
    sentences: {
      'follow-up-reminder':
        'Comes when a follow-up is due and nobody has it, and for its owner 15 minutes before and when it is overdue, then at most twice a day; anybody in the channel can press what the card offers.',
      'follow-ups-due':
        'Comes in the channel instead where several are due at once, or nobody can be mentioned, at most once a day; each line opens its card.',
      'follow-up-said':
        'Comes once for its owner when a later call settles a follow-up or moves it, and when its owner is gone.',
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
      invited:
        'Comes once when somebody invites the bot to a channel where nothing is posted; anybody there can press a choice.',
      setting: 'Comes when somebody changes what the channel gets; anybody in the channel can undo that.',
      'shared-list':
        'Comes when somebody presses *Share to channel* on a list of theirs; anybody there can browse it, masked.',
      replay: 'Comes when somebody types `/revox replay`; the calls follow in its thread.',
    },
  },
];

/** Only the person who asks sees these. */
export const answered: Section[] = [
  {
    title: 'Look up',
    sentences: {
      menu: 'Comes for the bare command; each button answers the person who pressed it.',
      list: 'Comes for `calls` with any search words; menus narrow it, and buttons turn pages, share it or export it.',
      'empty-list': 'Comes when no call matches; the button runs the closest search that has results.',
      suggestion: 'Comes when a word isn’t understood; each button runs one meaning.',
      'call-modal':
        'Opens for `call` and for *Open* anywhere; admins can copy the number, which is recorded.',
      live: 'Comes for `live`; the button asks again.',
      stats: `Comes for \`stats\`; buttons group, compare and show a table of the same. ${chartsMayBeMissing}`,
      'stats-by-country': `Comes for \`stats … by country\`. ${chartsMayBeMissing}`,
      'digest-now': `Comes for \`digest now\`, for today so far. ${chartsMayBeMissing}`,
      saved: 'Comes for `save`; the button runs the search, and so does one on Home.',
    },
  },
  {
    title: 'Follow',
    sentences: {
      'dry-run': 'Comes for `subscribe` with words; nothing changes before the person presses *Subscribe*.',
      'subscribe-modal':
        'Opens for the bare `subscribe`, with three choices in messages a day; *More options* has the rest, and anybody in the channel can submit it.',
      subscriptions: 'Comes for `subscriptions`; anybody in the channel can edit, pause and remove each.',
      todo: 'Comes for `todo`: yours, then nobody’s; each press shows the list again as it is then.',
      why: 'Comes for `why` with the id of a call, in the channel that is asked about.',
    },
  },
  {
    title: 'Quiet',
    sentences: { muted: 'Comes for `mute`; the notice in the channel has the *Undo*.' },
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
      'first-run':
        'Comes once for each admin when the bot starts and nothing is posted anywhere; Home begins with the same.',
      home: 'Shown when somebody opens the tab, with what concerns them; it has no charts and no tables.',
      welcome:
        'Comes once for each person, when they first open the Messages tab; not to an admin who got the one of the first start.',
    },
  },
];
