import type { Button } from '@slack/types';

import { answerRate, type Digest } from '../../calls/digest.ts';
import type { Health } from '../../calls/health.ts';
import type { Incident } from '../../calls/incident.ts';
import { meaningOf, resultLabel } from '../../calls/outcome.ts';
import type { SavedSearch } from '../../calls/saved-search.ts';
import { mostInButton } from '../blocks/carried.ts';
import { commandButton } from '../blocks/command-button.ts';
import { countsLine } from '../blocks/counts.ts';
import type { Home } from '../blocks/home-view.ts';
import { masked } from '../blocks/masked.ts';
import { counted, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, code, dotted, header, type Line, paragraph, words } from '../blocks/rich.ts';
import { dateInWords } from '../blocks/times.ts';
import { encodeChoice } from '../calls/list-choice.ts';
import { digestCallsMenu } from '../digests/digest-calls.ts';
import { hoursLine } from '../digests/digest-hours.ts';
import { needsWork } from '../digests/digest-work.ts';
import { incidentOnHome } from '../incidents/incident.ts';
import { renderSavedSearches } from '../saved/saved-searches.ts';
import { type ManifestGaps, manifestGaps } from './manifest-gaps.ts';
import { renderStatus } from './status.ts';

export interface HomeContent {
  /** The day so far. */
  today: Digest;
  incidents: Incident[];
  /** Those of this person. */
  saved: SavedSearch[];
  health: Health;
  /** What the Slack app lacks. */
  gaps?: ManifestGaps;
}

/** A Home tab has room for a few; the status line below them counts the rest. */
export const mostIncidents = 5;
const mostSaved = 10;

/** Today at a glance, what is wrong, and whether the bot is well. It may be open on a screen that others see. */
export function renderHome(content: HomeContent, options: RenderOptions): Home {
  const blocks = [
    ...today(content.today),
    ...incidents(content.incidents, options),
    ...searches(content.saved),
    ...health(content.health, options),
    ...(content.gaps === undefined ? [] : manifestGaps(content.gaps)),
    ...more(),
  ];
  return { blocks: masked({ blocks }).blocks };
}

function today(digest: Digest): MessageBlock[] {
  return [
    header(`Today, ${dateInWords(digest.date, 'long')}`),
    ...needsWork(digest),
    ...paragraph(
      glance(digest),
      countsLine('Results', digest.results, resultLabel),
      countsLine('Dial errors', digest.dialErrors, (word) => meaningOf(word).label),
      hoursLine(digest),
    ),
    ...digestCallsMenu(digest),
    ...actions(
      listButton('All calls', 'list_all', ''),
      listButton('Failed today', 'list_failed', 'errored today'),
    ),
  ];
}

/** “1,284 calls · 42% answered by a person · 37 failed, 3 on our side”. */
function glance({ day }: Digest): Line {
  const rate = answerRate(day);
  if (rate === null) return [words('No call has ended yet.')];
  const ours = day.ours === 0 ? '' : `, ${number(day.ours)} on our side`;
  return dotted(
    bold(counted(day.calls, 'call')),
    words(`${percent(rate)} answered by a person`),
    words(`${number(day.failed)} failed${ours}`),
  );
}

function listButton(label: string, actionId: string, filter: string): Button | null {
  const value = encodeChoice({ filter, messageId: null }, mostInButton);
  return value === null ? null : button(label, actionId, value);
}

function incidents(open: Incident[], options: RenderOptions): MessageBlock[] {
  if (open.length === 0) return [];
  const cards = open.slice(0, mostIncidents).flatMap((incident) => incidentOnHome(incident, options));
  return [header('Open incidents'), ...cards];
}

function health(now: Health, options: RenderOptions): MessageBlock[] {
  return [header('The bot'), ...renderStatus(now, options).blocks];
}

function searches(saved: SavedSearch[]): MessageBlock[] {
  return saved.length === 0
    ? []
    : [{ type: 'divider' }, ...renderSavedSearches(saved.slice(0, mostSaved)).blocks];
}

/** The rest is a click or a command away. */
function more(): MessageBlock[] {
  return [
    { type: 'divider' },
    ...paragraph([
      words('From any channel: '),
      code('/revox'),
      words(' for a menu, '),
      code('/revox help'),
      words(' for all.'),
    ]),
    ...actions(
      button('Refresh', 'home_refresh'),
      commandButton('Live now', 'live', 1),
      commandButton('Last 7 days', 'stats 7d vs previous', 2),
      commandButton('Help', 'help', 3),
      commandButton('Filter words', 'help filters', 4),
    ),
  ];
}
