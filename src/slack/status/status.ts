import type { Button } from '@slack/types';

import type { Instant } from '../../calls/call.ts';
import { type Health, isStale, isStuck } from '../../calls/health.ts';
import { lowerFirst, upperFirst } from '../blocks/counts.ts';
import { type Dot, dot } from '../blocks/dots.ts';
import { counted, number } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import {
  actions,
  bold,
  bullets,
  button,
  confirmation,
  dotted,
  footnote,
  type Line,
  paragraph,
  words,
} from '../blocks/rich.ts';
import { isShowable, roughDuration, timeElement } from '../blocks/times.ts';
import { copyTrouble, lastCopy } from './status-copies.ts';

interface StatusOptions extends RenderOptions {
  /** Whether this reader may give up what was parked. */
  mayDiscardParked?: boolean;
}

interface Verdict {
  dot: Dot;
  title: string;
  advice: string;
}

/** Is it healthy, what did it do last, and what is queued. */
export function renderStatus(health: Health, options: StatusOptions): Shown {
  const verdict = verdictOn(health, options);
  return {
    blocks: [
      ...paragraph([...dot(verdict.dot), bold(verdict.title)], [words(verdict.advice, 400)]),
      ...bullets(
        lastRead(health, options),
        lastSent(health, options),
        [words(storedCalls(health))],
        waiting(health, options),
        lastCopy(health.nightlyCopy, options),
        ...exceptions(health),
      ),
      ...footnote(
        `Revox for Slack ${health.version}`,
        `running for ${roughDuration(options.now - health.startedAt)}`,
      ),
      ...parkedButtons(health, options),
    ],
  };
}

/** At the end of Home, where incidents have cards: “Bot: healthy · Last read from Revox 14:32, 25 s ago”. */
export function renderHealthLine(health: Health, options: StatusOptions): MessageBlock[] {
  const { dot: color, title, advice } = verdictOn({ ...health, openIncidents: 0 }, options);
  return [
    ...paragraph(
      dotted(
        [...dot(color), words(`Bot: ${lowerFirst(title)}`)],
        lastRead(health, options),
        waiting(health, options),
      ),
      advice === '' ? null : [words(advice, 400)],
    ),
    ...parkedButtons(health, options),
  ];
}

function parkedButtons({ parkedMessages: parked }: Health, options: StatusOptions): MessageBlock[] {
  if (parked === 0) return [];
  return actions(
    button('Retry parked', 'retry_parked'),
    options.mayDiscardParked ? discardButton(parked) : null,
  );
}

/** It can’t be undone, so it is asked for twice. */
function discardButton(parked: number): Button {
  const lost = `${counted(parked, 'message')} will never be posted. The calls stay in /revox calls.`;
  return {
    ...button('Discard', 'discard_parked'),
    style: 'danger',
    confirm: { ...confirmation('Discard what is parked?', lost, 'Discard'), style: 'danger' },
  };
}

/** The worst thing that is true, with what to do about it. */
function verdictOn(health: Health, options: RenderOptions): Verdict {
  const { now } = options;
  const { lastPollProblem, lastGoodPollAt, oldestWaitingAt, parkedMessages, openIncidents } = health;
  const { databaseTrouble: trouble } = health;
  if (trouble !== null)
    return red(upperFirst(trouble.says), `For the person who runs the bot: ${trouble.next}.`);
  if (lastPollProblem !== null) return red('Can’t read from Revox', sentence(lastPollProblem));
  if (lastGoodPollAt === null) return orange('Starting', '');
  if (isStale(health, now))
    return red(
      'Not polling',
      `I’ve read nothing from Revox for ${roughDuration(now - lastGoodPollAt)}. Restart the bot and check its log.`,
    );
  if (isStuck(health, now))
    return red(
      'Not posting',
      `A message has been queued for ${roughDuration(now - (oldestWaitingAt ?? now))}. The bot’s log says why.`,
    );
  if (parkedMessages > 0)
    return orange('Messages are parked', 'Slack rejects them; the incident card says what to do.');
  if (openIncidents > 0) return orange('Working, with an open incident', 'Its card says what to do.');
  const copies = copyTrouble(health.nightlyCopy, options);
  if (copies !== null) return orange(copies.title, upperFirst(copies.advice));
  return { dot: 'green', title: 'Healthy', advice: '' };
}

function red(title: string, advice: string): Verdict {
  return { dot: 'red', title, advice };
}

function orange(title: string, advice: string): Verdict {
  return { dot: 'orange', title, advice };
}

function sentence(problem: string): string {
  return /[.!?…]$/.test(problem.trim()) ? problem : `${problem.trim()}.`;
}

function lastRead({ lastGoodPollAt }: Health, options: RenderOptions): Line {
  return isShowable(lastGoodPollAt)
    ? [words('Last read from Revox '), ...when(lastGoodPollAt, options)]
    : [words('Nothing read from Revox yet')];
}

function lastSent({ lastSentAt }: Health, options: RenderOptions): Line {
  return isShowable(lastSentAt)
    ? [words('Last message sent '), ...when(lastSentAt, options)]
    : [words('No message sent yet')];
}

/** “14:32, 25 s ago”. */
function when(at: Instant, options: RenderOptions): Line {
  return [timeElement(at, options), words(`, ${roughDuration(options.now - at)} ago`)];
}

function storedCalls({ calls, openCalls }: Health): string {
  return `${counted(calls, 'call')} stored, ${number(openCalls)} in progress`;
}

function waiting({ waitingMessages, untoldCalls, oldestWaitingAt }: Health, options: RenderOptions): Line {
  if (waitingMessages === 0 && untoldCalls === 0) return [words('Nothing queued')];
  const since = isShowable(oldestWaitingAt)
    ? `, the oldest for ${roughDuration(options.now - oldestWaitingAt)}`
    : '';
  const queued = [
    untoldCalls > 0 ? counted(untoldCalls, 'call') : '',
    waitingMessages > 0 ? counted(waitingMessages, 'message') : '',
  ].filter((it) => it !== '');
  return [words(`${queued.join(' and ')} queued${since}`)];
}

/** What is only worth a line when there is some. */
function exceptions({ parkedMessages, setAside, puzzling, openIncidents, importing }: Health): Line[] {
  return [
    parkedMessages > 0 ? [words(`${counted(parkedMessages, 'message')} parked`)] : [],
    openIncidents > 0 ? [words(`${counted(openIncidents, 'incident')} open`)] : [],
    setAside > 0 ? [words(`${counted(setAside, 'row')} from Revox I can’t read: kept, and tried again`)] : [],
    puzzling > 0
      ? [words(`${counted(puzzling, 'call')} in a state I don’t know yet: posted once they end`)]
      : [],
    importing === null ? [] : [words(`Importing history: ${counted(importing.read, 'call')} read so far`)],
  ].filter((line) => line.length > 0);
}
