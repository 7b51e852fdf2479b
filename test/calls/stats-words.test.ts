import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatFilter } from '../../src/calls/filter.ts';
import { parseStats } from '../../src/calls/stats-words.ts';
import { mondayNoon } from '../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };

function read(text: string): string {
  const { request, problems } = parseStats(text, context);
  if (problems.length > 0)
    return problems.map(({ word, suggestion }) => `${word} → ${suggestion}`).join('; ');
  const { breakdown, compared, unitBack, filter, shownAs } = request;
  const by = breakdown === null ? '' : breakdown.by === 'field' ? `field ${breakdown.name}` : breakdown.by;
  return [
    formatFilter(filter),
    by && `by ${by}`,
    compared ? 'compared' : '',
    unitBack && `unitBack ${unitBack}`,
    shownAs === 'table' && shownAs,
  ]
    .filter(Boolean)
    .join(' | ');
}

describe('what stats are asked for', () => {
  // typed → filter | breakdown | compared
  const requests: [string, string][] = [
    ['', ''],
    ['7d', 'since:7d'],
    ['today human', 'human today'],
    ['by hour', 'by hour'],
    ['7d by hour human', 'human since:7d | by hour'],
    ['BY Country', 'by country'],
    ['by:day', 'by day'],
    ['by end-reason', 'by end_reason'],
    ['by reason', 'by end_reason'],
    ['by error', 'by error'],
    ['7d by follow-up', 'since:7d | by follow_up'],
    ['by follow ups human', 'human | by follow_up'],
    ['by followup', 'by follow_up'],
    ['by field:interest_level', 'by field interest_level'],
    ['by field:"Interest Level" 7d', 'since:7d | by field interest level'],
    ['by agent', 'by agent → null'],
    ['by:agent', 'by:agent'],
    ['ended by the agent by hour', 'by:agent | by hour'],
    ['per day', 'by day'],
    ['7d per end reason', 'since:7d | by end_reason'],
    ['par heure hier', 'yesterday | by hour'],
    ['par résultat', 'by result'],
    ['par pays 7d', 'since:7d | by country'],
    ['by:user by hour', 'by:user | by hour'],
    ['7d vs previous', 'since:7d | compared'],
    ['vs prev by day', 'by day | compared'],
    ['by the hour', 'by hour'],
    ['7d as a table by hour', 'since:7d | by hour | table'],
    ['field:note="the table here"', 'field:note="the table here"'],
    ['by end reason human', 'human | by end_reason'],
    ['by dial error', 'by error'],
    ['by countries', 'by country'],
    ['by', 'by → null'],
    ['by huor', 'by huor → by hour'],
    ['by constructor', 'by constructor → null'],
    ['by field:', 'by field: → null'],
    ['7d vs yesterday', 'vs yesterday → vs previous'],
    ['7d vs', 'vs → vs previous'],
    ['today compare yesterday', 'today | compared'],
    ['today compared to yesterday', 'today | compared'],
    ['compare today with yesterday', 'today | compared'],
    ['aujourd’hui par rapport à hier', 'today | compared'],
    ['this week vs last week', 'this-week | compared | unitBack week'],
    ['cette semaine vs la semaine dernière by day', 'this-week | by day | compared | unitBack week'],
    ['human this month compared with last month', 'human this-month | compared | unitBack month'],
    ['this week vs last month', 'vs last month → vs previous'],
    ['by hour erorred', 'erorred → errored'],
  ];
  it.each(requests)('%j is read as %j', (typed, read_) => {
    expect(read(typed)).toBe(read_);
  });

  it.each([
    ['by city', /don’t say where people are/, ['by country']],
    ['par ville', /don’t say where people are/, ['by country']],
    ['by region', /don’t say where people are/, ['by country']],
    ['per agent', /don’t say which agent made them/, ['by:agent', 'by result']],
    ['by the assistant', /don’t say which agent made them/, ['by:agent', 'by result']],
    ['by user', /those that these ended/, ['by:user', 'by:system']],
    ['by campaign', /don’t say which campaign/, ['by day', 'by result']],
  ])('%s is not in calls, and is asked about', (typed, message, choices) => {
    const { problems } = parseStats(typed, context);
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(message), choices })]);
    for (const choice of choices) expect(parseStats(choice, context).problems).toEqual([]);
  });

  it('a field that calls have is named as people say it', () => {
    const fields = {
      names: new Set(['city', 'lead_score', 'agent', 'niveau d’intérêt']),
      withValue: new Map(),
    };
    const by = (text: string) => parseStats(text, { ...context, fields } as never).request.breakdown;
    expect(by('per city')).toEqual({ by: 'field', name: 'city' });
    expect(by('by lead score 7d')).toEqual({ by: 'field', name: 'lead_score' });
    expect(by('by Lead-Score')).toEqual({ by: 'field', name: 'lead_score' });
    expect(by('by agent')).toEqual({ by: 'field', name: 'agent' });
    expect(by('by:agent')).toBeNull();
  });

  it('whatever is typed is read or objected to', () => {
    const words = fc.constantFrom(
      'by',
      'vs',
      'previous',
      'hour',
      'field:',
      'field:a',
      '7d',
      '"',
      ':',
      'human',
      ' ',
    );
    const typed = fc.array(fc.oneof(words, fc.string())).map((parts) => parts.join(' '));
    fc.assert(fc.property(typed, (text) => void parseStats(text, context)));
  });
});
