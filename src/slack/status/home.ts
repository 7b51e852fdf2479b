import { answerRate, type Digest } from '../../calls/digest.ts';
import type { Health } from '../../calls/health.ts';
import type { Incident } from '../../calls/incident.ts';
import { dialErrorOf } from '../../calls/incidents/watches.ts';
import { resultLabel } from '../../calls/outcome.ts';
import type { SavedSearch } from '../../calls/saved-search.ts';
import { commandButton } from '../blocks/command-button.ts';
import { countsLine } from '../blocks/counts.ts';
import { dot } from '../blocks/dots.ts';
import type { Home } from '../blocks/home-view.ts';
import { masked } from '../blocks/masked.ts';
import { counted, number, percent } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { actions, bold, button, dotted, header, type Line, paragraph, words } from '../blocks/rich.ts';
import { dateInWords } from '../blocks/times.ts';
import { listButton } from '../calls/list-choice.ts';
import { callsMenu } from '../digests/digest-calls.ts';
import { hoursLine } from '../digests/digest-hours.ts';
import { callsToWorkOn } from '../digests/digest-work.ts';
import { getStarted } from '../first-run/first-words.ts';
import { type MyFollowUps, myFollowUps } from '../follow-ups/my-follow-ups.ts';
import { incidentOnHome } from '../incidents/incident.ts';
import { renderSavedSearches } from '../saved/saved-searches.ts';
import { type ManifestGaps, manifestGaps } from './manifest-gaps.ts';
import { renderHealthLine } from './status.ts';

export interface HomeContent {
  /** The first of those that this person has. */
  mine?: MyFollowUps;
  /** The day so far. */
  today: Digest;
  incidents: Incident[];
  /** Those of this person. */
  saved: SavedSearch[];
  health: Health;
  /** Nothing is posted anywhere yet, and this person sets up the bot. */
  isFirstRun?: boolean;
  /** What the Slack app lacks. */
  gaps?: ManifestGaps;
}

/** A Home tab has room for a few; a line below them counts the rest. */
export const mostIncidents = 5;
const mostSaved = 10;

/** What needs attention, today at a glance, and whether the bot is well. It may be open on a screen that others see. */
export function renderHome(content: HomeContent, options: RenderOptions): Home {
  const blocks: MessageBlock[] = [
    ...(content.isFirstRun === true ? getStarted() : []),
    ...(content.mine === undefined ? [] : myFollowUps(content.mine, options)),
    header(`Today, ${dateInWords(content.today.date, 'long')}`),
    ...attention(content, options),
    ...today(content.today),
    ...buttons(content.today),
    ...searches(content.saved),
    { type: 'divider' },
    ...renderHealthLine(content.health, options),
    ...(content.gaps === undefined ? [] : manifestGaps(content.gaps)),
  ];
  return { blocks: masked({ blocks }).blocks };
}

/** Open incidents are cards, with what can be done about each; so no line says them again. */
function attention({ today: digest, incidents, health }: HomeContent, options: RenderOptions) {
  const onCards = incidents.map(dialErrorOf);
  const dialErrors = digest.dialErrors.filter(({ word }) => !onCards.includes(word));
  const lines = callsToWorkOn({ ...digest, dialErrors });
  const more = health.openIncidents - Math.min(incidents.length, mostIncidents);
  if (lines.length === 0 && incidents.length === 0)
    return paragraph([...dot('green'), words('Nothing needs your attention.')]);
  return [
    ...incidents.slice(0, mostIncidents).flatMap((incident) => incidentOnHome(incident, options)),
    ...paragraph(more > 0 ? [...dot('red'), words(`${counted(more, 'more incident')} open`)] : null),
    ...lines,
  ];
}

function today(digest: Digest): MessageBlock[] {
  return paragraph(glance(digest), countsLine('Results', digest.results, resultLabel), hoursLine(digest));
}

/** “1,284 calls · 42% answered by a person · 37 failed, 3 in your setup”. */
function glance({ day }: Digest): Line {
  const rate = answerRate(day);
  if (rate === null) return [words('No calls have ended yet.')];
  const ours = day.ours === 0 ? '' : `, ${number(day.ours)} in your setup`;
  return dotted(
    bold(counted(day.calls, 'call')),
    words(`${percent(rate)} answered by a person`),
    words(`${number(day.failed)} failed${ours}`),
  );
}

function searches(saved: SavedSearch[]): MessageBlock[] {
  return saved.length === 0
    ? []
    : [{ type: 'divider' }, ...renderSavedSearches(saved.slice(0, mostSaved)).blocks];
}

/** The rest is a click away, in one row. */
function buttons(today: Digest): MessageBlock[] {
  return actions(
    callsMenu(today) ?? listButton('All calls', 'list_all', ''),
    today.day.failed === 0 ? null : listButton('Failed today', 'list_failed', 'errored today'),
    commandButton('Live now', 'live', 1),
    commandButton('Last 7 days', 'stats 7d vs previous', 2),
    button('Subscribe a channel', 'subscribe_a_channel'),
    commandButton('Help', 'help', 3),
    commandButton('Status', 'status', 4),
    button('Refresh', 'home_refresh'),
  );
}
