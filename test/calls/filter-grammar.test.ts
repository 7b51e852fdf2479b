import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  describeFilter,
  everything,
  filterWords,
  formatFilter,
  parseFilter,
  storedFilter,
} from '../../src/calls/filter.ts';
import { anyFilter } from '../support/arbitrary-filter.ts';

const context = { now: Date.UTC(2026, 2, 2, 12), timezone: 'Europe/Paris', numbers: 'any' } as const;
const parse = (text: string) => parseFilter(text, context);

describe('filter words', () => {
  it.each([
    // Words that stand alone, in any case and with any joint.
    ['Errored', 'errored'],
    ['error', 'errored'],
    ['failed', 'errored'],
    ['HUMAN ivr Voicemail unknown', 'human ivr unknown voicemail'],
    ['ios-screening-filter', 'screened'],
    ['no-answer NoAnswer no_answer', 'no_answer'],
    ['theirs -busy', 'theirs -busy'],
    ['Call-back callbacks', 'callback'],
    ['-busy human', 'human -busy'],
    // Words that take a value.
    ['by:User', 'by:user'],
    ['reason:tool_end_call', 'reason:tool_end_call'],
    ['field:Objection="Too Expensive"', 'field:objection="too expensive"'],
    ['-field:"next action"=call_back', '-field:"next action"=call_back'],
    ['status:failed result:IVR error:busy', 'errored ivr busy'],
    ['result:fax error:SIP_603', 'result:fax error:sip_603'],
    ['since: 24h', 'since:24h'],
    ['since 24h', 'since:24h'],
    ['- busy', '-busy'],
    ['human, voicemail', 'human voicemail'],
    // Phone numbers.
    ['5678', 'phone:5678'],
    ['phone:0012', 'phone:0012'],
    ['+33199001234', 'phone:+33199001234'],
    ['phone:+33 1 99 00 12 34 busy', 'busy phone:+33199001234'],
    ['+1 (202) 555-0123', 'phone:+12025550123'],
    ['01.99.00.12.34', 'phone:199001234'],
    ['0033199001234', 'phone:+33199001234'],
    ['+33', 'phone:+33'],
    // Times.
    ['7d', 'since:7d'],
    ['2w', 'since:14d'],
    ['1d', 'since:24h'],
    ['90min', 'since:90m'],
    ['1h30m', 'since:90m'],
    ['Today', 'today'],
    ['2026-02-28', '2026-02-28'],
    ['since:9:00', 'since:09:00'],
    ['until:2026-03-01T14:30', 'until:2026-03-01T14:30'],
    ['until:2026-03-01T14:30:00.000+02:00', 'until:2026-03-01T12:30:00Z'],
  ])('%s means %s', (text, canonical) => {
    const { filter, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(formatFilter(filter)).toBe(canonical);
  });

  it.each([
    ['<tel:+33199001234|+33 1 99 00 12 34>', 'phone:+33199001234'],
    ['phone:<tel:+33199001234|+33199001234>', 'phone:+33199001234'],
    ['\u202a+33\u00a01\u00a099\u00a000\u00a012\u00a034\u202c', 'phone:+33199001234'],
    ['field:objection=“Too expensive”', 'field:objection="too expensive"'],
    ['field:team="R&amp;D"', 'field:team="r\\&d"'],
    ['—busy', '-busy'],
    ['human\u00a0-busy', 'human -busy'],
    ['field:site=<http://example.com|example.com>', 'field:site=example.com'],
    ['field:site=<https://example.com/a>', 'field:site=https://example.com/a'],
  ])('are read through what Slack makes of them: %s', (text, canonical) => {
    const { filter, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(formatFilter(filter)).toBe(canonical);
  });

  it('mean everything when there are none', () => {
    expect(parse('  ')).toEqual({ filter: everything, problems: [] });
  });

  it('come back from their canonical form unchanged', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parse(formatFilter(filter)).filter).toEqual(filter);
        expect(storedFilter(formatFilter(filter))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('are read without harm from any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '-', ':', 'field:', 'since:', '\\', '&amp;'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { filter } = parse(pieces.join(''));
        expect(parse(formatFilter(filter)).filter).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('are all understood where help lists them', () => {
    expect(filterWords.flatMap(({ word }) => parse(word).problems)).toEqual([]);
    expect(new Set(filterWords.map(({ word }) => word)).size).toBe(filterWords.length);
  });
});

describe('a word that is not understood', () => {
  it.each([
    ['-', '“-” leaves out the word right after it, as in -voicemail.'],
    ['Mars/Olympus', '“Mars/Olympus” isn’t a time zone. Write it as in Europe/Paris.'],
    [
      'colour:red',
      'I didn’t understand “colour:”. These take a value: by, reason, phone, in, longer, shorter, since, until, field, extracted, result, error and status.',
    ],
  ])('%s is distinguished', (word, message) => {
    expect(parse(word).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it.each([
    ['erored', 'errored'],
    ['humna', 'human'],
    ['-voicmail', '-voicemail'],
    ['voice', 'voicemail'],
    ['noanswr', 'no_answer'],
    ['yesterdy', 'yesterday'],
    ['sinc:24h', 'since:24h'],
    ['by:usr', 'by:user'],
    ['error:human', 'human'],
    ['result:voicemial', 'voicemail'],
    ['since:24', 'since:24h'],
    ['objection=price', 'field:objection=price'],
    ['objection:price', 'field:objection=price'],
    // Nothing is near enough.
    ['xyzzy', null],
    ['banana', null],
    ['d', null],
  ])('%s is answered with %s', (word, suggestion) => {
    const { filter, problems } = parse(word);
    expect(filter).toEqual(everything);
    expect(problems).toMatchObject([{ word, message: expect.stringMatching(/^.{10,}\.$/), suggestion }]);
  });

  it.each([
    ['since:soon', 'since: doesn’t know “soon”. It takes since:24h,'],
    ['until:', 'until: needs a value, for example until:2026-03-29.'],
    ['2026-02-30', 'There is no day 2026-02-30.'],
    ['phone:12', 'its last four or more digits: phone:1234.'],
    ['field:objection', 'field: needs the name of a field, = and a value'],
    ['field:objection=', 'field: needs the name of a field, = and a value'],
    ['field:objection="too', 'A quote is opened and not closed.'],
    ['status:busy', 'status: takes completed or errored.'],
    ['xyzzy', 'Try human, busy, errored, since:24h or phone:5678.'],
  ])('says for %s what to write instead', (word, message) => {
    expect(parse(word).problems[0]?.message).toContain(message);
  });

  it('leaves the other words in force', () => {
    const { filter, problems } = parse('errored xyzzy -busy');
    expect(formatFilter(filter)).toBe('errored -busy');
    expect(problems).toHaveLength(1);
  });

  it('includes a period that can hold no call', () => {
    expect(parse('since:today until:yesterday').problems[0]?.message).toContain('Nothing lies between');
    expect(parse('since:yesterday until:today').problems).toEqual([]);
  });

  it('includes the fifty-first', () => {
    const many = Array.from({ length: 51 }, (_, index) => `field:a=${index}`).join(' ');
    expect(parse(many).filter.terms).toHaveLength(50);
    expect(parse(many).problems[0]?.message).toContain('Only the first 50');
  });
});

describe('a filter in plain words', () => {
  it.each([
    ['errored since:24h -busy', 'errors, last 24 hours, not busy'],
    ['human voicemail ivr screened', 'human, IVR, iOS call screening, voicemail'],
    ['ours by:agent 7d', 'errors in your setup, ended by agent, last 7 days'],
    ['no_answer reason:transfer', 'no answer, end reason transfer'],
    ['phone:+33199001234', 'number +33 •••• 1234'],
    ['phone:99001234', 'number ending 1234'],
    ['+44', 'numbers beginning +44'],
    ['field:objection=price', 'objection: price'],
    ['field:lead_score=very_hot extracted:next_step', 'has next step, lead score: very hot'],
    ['since:2026-07-08', 'since 8 Jul 2026'],
    ['2026-07', 'Jul 2026'],
    ['until:2026-03-01T14:30:15Z', 'until 1 Mar 2026 at 14:30:15 UTC'],
    ['last-week', 'last week'],
    ['longer:2m', 'longer than 2 min'],
    ['until:2026-03-01T14:30', 'until 1 Mar 2026 at 14:30'],
    ['until:24h', 'until 24 hours ago'],
    ['', ''],
  ])('%s reads “%s”', (text, words) => {
    expect(describeFilter(parse(text).filter)).toBe(words);
  });
});
