import type { ExportNews } from '../../calls/export-news.ts';
import { describeFilter, storedFilter } from '../../calls/filter.ts';
import { withText } from '../blocks/aloud.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { counted, number } from '../blocks/numbers.ts';
import { renderProblem, turnOnMessagesTab } from '../blocks/problem.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { bold, type Line, paragraph, words } from '../blocks/rich.ts';
import { sentence } from '../door/sentence.ts';

/** The first answer, before anything is done. */
export function renderExportAsked(filter: string, options: Pick<RenderOptions, 'hiddenFields'>): Shown {
  const said = filter === '' ? 'Every call' : `Calls: ${filterInWords(filter, options)}`;
  const line: Line = [words(said, 300)];
  return {
    blocks: paragraph([bold('Making a file')], line, [words('I’ll send it to you in a direct message.')]),
  };
}

export function renderExportNews(news: ExportNews): Shown {
  switch (news.kind) {
    case 'written':
      return sentence(
        `${number(news.calls)} of ${counted(news.of, 'call')} written. I’ll send the file when it’s complete.`,
      );
    case 'sent':
      return sentence(`Done: the file with ${counted(news.calls, 'call')} is in our direct messages.`);
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
  what: 'No calls match your search, so there’s nothing to export.',
  next: 'To see the calls there are:',
  commands: ['/revox calls', '/revox help filters'],
};

/** What stands beside the file, as mrkdwn. */
export function exportCaption({ calls, masked }: Extract<ExportNews, { kind: 'sent' }>): string {
  const numbers = masked ? 'Phone numbers are masked.' : 'It has full phone numbers: keep it safe.';
  return `${counted(calls, 'call')}, newest first. ${numbers}`;
}

function nothing(filter: string): Shown {
  return renderProblem({
    what:
      filter === ''
        ? 'No calls have ended yet, so there’s nothing to export.'
        : `No calls match “${describeFilter(storedFilter(filter)).slice(0, 200)}”, so there’s nothing to export.`,
    next: 'To see the calls there are:',
    commands: ['/revox calls', '/revox help filters'],
  });
}

const needsScope = new Set(['missing_scope', 'not_allowed_token_type', 'no_permission', 'cannot_dm_bot']);

function refused(reason: string): Shown {
  return renderProblem({
    what: `Slack didn’t let me send you the file (${reason}).`,
    next: needsScope.has(reason)
      ? 'Ask the person who runs the bot to add the scopes files:write and im:write, and to install it again.'
      : reason === 'messages_tab_disabled'
        ? `Nothing was sent. ${turnOnMessagesTab} Then ask for it again.`
        : 'Nothing was sent. Ask the person who runs the bot to look at the log.',
  });
}

const full = new Set(['ENOSPC', 'EDQUOT']);

function noFile(reason: string): Shown {
  return renderProblem({
    what: full.has(reason)
      ? 'I couldn’t make your file: the bot’s disk is full.'
      : `I couldn’t make your file: I’m not allowed to write it (${reason}).`,
    next: full.has(reason)
      ? 'Ask the person who runs the bot to free some space, then ask for the file again:'
      : 'Ask the person who runs the bot to make the database’s folder (with Postgres, /tmp) writable, then try again:',
    commands: ['/revox export 7d'],
  });
}

const givenUp = {
  what: 'I tried several times and couldn’t make or send the file.',
  next: 'The log says why. A shorter period may work:',
  commands: ['/revox export today'],
};

const noLonger = {
  what: 'You may no longer search by part of a phone number, so there’s nothing to export.',
  next: 'Use a country code, the last four digits or one full number:',
  commands: ['/revox export phone:+33', '/revox help filters'],
};

const inDoubt = {
  what: 'I was interrupted while sending your file.',
  next: 'Look in our direct messages. If it isn’t there, ask for it again:',
  commands: ['/revox export 7d'],
};

export function renderExportUnderWay(): Shown {
  return renderProblem({
    what: 'I’m already making a file for you.',
    next: 'You’ll get it in a direct message. Ask for the next one after that.',
  });
}

export function renderTooManyExports(most: number): Shown {
  return renderProblem({
    what: `You’ve asked for ${most} files within a day, the most for one person.`,
    next: 'Try again tomorrow, or look at the calls here:',
    commands: ['/revox calls'],
  });
}
