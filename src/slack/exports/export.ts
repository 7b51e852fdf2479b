import type { ExportNews } from '../../calls/export-news.ts';
import { withText } from '../blocks/aloud.ts';
import { counted, number } from '../blocks/numbers.ts';
import { renderProblem, turnOnMessagesTab } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { bold, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { sentence } from '../door/sentence.ts';

/** The first answer, before anything is done. */
export function renderExportAsked(filter: string): Shown {
  const line: Line = filter === '' ? [words('Every call')] : [words('The calls '), code(filter, 300)];
  return {
    blocks: paragraph([bold('Making a file')], line, [words('It comes to you in a direct message.')]),
  };
}

export function renderExportNews(news: ExportNews): Shown {
  switch (news.kind) {
    case 'written':
      return sentence(
        `${number(news.calls)} of ${counted(news.of, 'call')} written. The file comes when all are.`,
      );
    case 'sent':
      return sentence(`Done: a file of ${counted(news.calls, 'call')} is in our direct messages.`);
    case 'nothing':
      return nothing(news.filter);
    case 'refused':
      return refused(news.reason);
    case 'no-file':
      return noFile(news.reason);
    case 'given-up':
      return renderProblem(givenUp);
    case 'no-longer':
      return renderProblem(noLonger);
    case 'in-doubt':
      return renderProblem(inDoubt);
  }
}

/** The same for a direct message, which stays: without the filter, as that may hold a number. */
export function renderStayingNews(news: ExportNews): Shown {
  const { text } = withText(news.kind === 'nothing' ? renderProblem(nothingFits) : renderExportNews(news));
  return { text, blocks: [] };
}

const nothingFits = {
  what: 'No call fits what you asked for, so there is no file.',
  next: 'See what there is:',
  commands: ['/revox calls', '/revox help filters'],
};

/** What stands beside the file, as mrkdwn. */
export function exportCaption({ calls, masked }: Extract<ExportNews, { kind: 'sent' }>): string {
  const numbers = masked ? 'Phone numbers are masked.' : 'It has whole phone numbers: keep it safe.';
  return `${counted(calls, 'call')}, newest first. ${numbers}`;
}

function nothing(filter: string): Shown {
  return renderProblem({
    what: filter === '' ? 'No call has ended yet.' : `No call is “${filter.slice(0, 200)}”.`,
    next: 'So there is no file. See what there is:',
    commands: ['/revox calls', '/revox help filters'],
  });
}

const needsScope = new Set(['missing_scope', 'not_allowed_token_type', 'no_permission', 'cannot_dm_bot']);

function refused(reason: string): Shown {
  return renderProblem({
    what: `Slack did not let me send you the file (${reason}).`,
    next: needsScope.has(reason)
      ? 'Ask who runs the bot to give it the scopes files:write and im:write, and to install it again.'
      : reason === 'messages_tab_disabled'
        ? `Nothing was sent. ${turnOnMessagesTab} Then ask for it again.`
        : 'Tell who runs the bot; nothing was sent.',
  });
}

const full = new Set(['ENOSPC', 'EDQUOT']);

function noFile(reason: string): Shown {
  return renderProblem({
    what: full.has(reason)
      ? 'I couldn’t make your file: the disk of the bot is full.'
      : `I couldn’t make your file: the bot may not write where it keeps files (${reason}).`,
    next: full.has(reason)
      ? 'Ask who runs the bot to make room. Then ask for the file again:'
      : 'Ask who runs the bot to let it write there: beside its database or, with Postgres, in /tmp. Then ask again:',
    commands: ['/revox export 7d'],
  });
}

const givenUp = {
  what: 'The file could not be made or sent, however often I tried.',
  next: 'The log of the bot says why. A shorter time may go well:',
  commands: ['/revox export today'],
};

const noLonger = {
  what: 'You may no longer look for part of a phone number, so there is no file.',
  next: 'A country code, the last four digits or one whole number will do:',
  commands: ['/revox export phone:+33', '/revox help filters'],
};

const inDoubt = {
  what: 'I was interrupted at the moment of sending your file.',
  next: 'Look in our direct messages. If it is not there, ask for it again:',
  commands: ['/revox export 7d'],
};

export function renderExportUnderWay(): Shown {
  return renderProblem({
    what: 'A file of yours is being made already.',
    next: 'It comes in a direct message; ask for the next one then.',
  });
}

export function renderTooManyExports(most: number): Shown {
  return renderProblem({
    what: `You have asked for ${most} files within a day, and that is as many as I make for one person.`,
    next: 'Try again tomorrow, or look the calls up here:',
    commands: ['/revox calls'],
  });
}
