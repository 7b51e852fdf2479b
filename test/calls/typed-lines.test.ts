import { describe, expect, it } from 'vitest';

import { formatFilter, parseFilter } from '../../src/calls/filter.ts';

/** Saturday 28 November 2026, 13:00 in Paris. */
const context = { now: Date.UTC(2026, 10, 28, 12), timezone: 'Europe/Paris', numbers: 'any' } as const;
const parse = (text: string) => parseFilter(text, context);

describe('a typed line means', () => {
  it.each([
    // Labels and their plurals.
    ['no answer', 'no_answer'],
    ['No Answers', 'no_answer'],
    ['phone out of reach', 'temporarily_unavailable'],
    ['out of reach', 'temporarily_unavailable'],
    ['not in service', 'number_non_attributed'],
    ['iOS call screening', 'screened'],
    ['transferred', 'reason:transfer'],
    ['conversation finished', 'reason:tool_end_call'],
    ['reached a voicemail', 'reason:voicemail'],
    ['errors', 'errored'],
    ['dial errors', 'errored'],
    ['failed calls', 'errored'],
    ['voicemails', 'voicemail'],
    ['humans', 'human'],
    ['answered', 'human'],
    ['too many calls', 'too_many_calls'],
    ['errors on our side', 'ours'],
    ['your setup', 'ours'],
    ['carrier or phone', 'theirs'],
    ['your list', 'number_non_attributed'],
    ['No reason given', 'error:none'],
    ['call-back promised', 'callback'],
    ['`busy`', 'busy'],
    // Left out.
    ['not busy', '-busy'],
    ['no voicemail', '-voicemail'],
    ['without voicemails', '-voicemail'],
    ['except busy', '-busy'],
    ['human but not from france', 'human -in:fr'],
    ['not no answer', '-no_answer'],
    // Everything.
    ['everything', ''],
    ['all', ''],
    ['all calls', ''],
    ['all the time', ''],
    ['any status', ''],
    ['all errored calls', 'errored'],
    // Countries.
    ['from france', 'in:fr'],
    ['in:fr', 'in:fr'],
    ['in:france', 'in:fr'],
    ['in France', 'in:fr'],
    ['us', 'in:us'],
    ['USA', 'in:us'],
    ['uk', 'in:gb'],
    ['Royaume-Uni', 'in:gb'],
    ['états-unis', 'in:us'],
    ['Allemagne', 'in:de'],
    ['south africa', 'in:za'],
    ['in: south africa', 'in:za'],
    ['from the netherlands', 'in:nl'],
    ['in:"côte d’ivoire"', 'in:ci'],
    ['not from germany', '-in:de'],
    ['human in:fr in:be', 'human in:be in:fr'],
    // How long somebody talked.
    ['longer:2m', 'longer:2m'],
    ['shorter:30s', 'shorter:30s'],
    ['longer than 2 minutes', 'longer:2m'],
    ['shorter than 30 seconds', 'shorter:30s'],
    ['longer than 2 min', 'longer:2m'],
    ['over 90 s', 'longer:90s'],
    ['less than a minute', 'shorter:1m'],
    ['longer:1h30m', 'longer:90m'],
    // Fields.
    ['extracted:lead_score', 'extracted:lead_score'],
    ['has lead_score', 'extracted:lead_score'],
    ['-extracted:"next action"', '-extracted:"next action"'],
    // Periods.
    ['last week', 'last-week'],
    ['this week', 'this-week'],
    ['this month', 'this-month'],
    ['last month', 'last-month'],
    ['this year', 'this-year'],
    ['last 24 hours', 'since:24h'],
    ['in the last 7 days', 'since:7d'],
    ['the last two hours', 'since:2h'],
    ['last hour', 'since:1h'],
    ['past 3 months', 'since:90d'],
    ['30 days', 'since:30d'],
    ['monday', 'monday'],
    ['last monday', 'monday'],
    ['on Tuesday', 'tuesday'],
    ['since monday', 'since:monday'],
    ['since last week', 'since:last-week'],
    ['since 9am', 'since:09:00'],
    ['since 9 am', 'since:09:00'],
    ['since 9h30', 'since:09:30'],
    ['since 14:30', 'since:14:30'],
    ['since yesterday', 'since:yesterday'],
    ['since yesterday at 9', 'since:2026-11-27T09:00'],
    ['since 7 days', 'since:7d'],
    ['since 2 hours ago', 'since:2h'],
    ['until 24 h ago', 'until:24h'],
    ['until 2026-03-01 12:30 UTC', 'until:2026-03-01T12:30:00Z'],
    ['between 9am and 10am', 'since:09:00 until:10:00'],
    ['10 Mar – 16 Mar', 'since:2026-03-10 until:2026-03-16'],
    ['in november', '2026-11'],
    ['december', '2025-12'],
    ['since november', 'since:2026-11'],
    // Dates.
    ['28.11.2026', '2026-11-28'],
    ['28.11.', '2026-11-28'],
    ['28/11', '2026-11-28'],
    ['29/11', '2025-11-29'],
    ['28/11/2026', '2026-11-28'],
    ['11/28/2026', '2026-11-28'],
    ['28-11-26', '2026-11-28'],
    ['2026-11-5', '2026-11-05'],
    ['2026/11/05', '2026-11-05'],
    ['2026-11', '2026-11'],
    ['11/2026', '2026-11'],
    ['28 Nov', '2026-11-28'],
    ['Nov 28th, 2026', '2026-11-28'],
    ['Sat 28 Nov', '2026-11-28'],
    ['Saturday 28 November 2026', '2026-11-28'],
    ['since 28/11', 'since:2026-11-28'],
    // Numbers.
    ['+33 •••• 1001', 'phone:+33..1001'],
    ['phone:+33 •••• 1001', 'phone:+33..1001'],
    ['-phone:"+33 •••• 1001"', '-phone:+33..1001'],
    ['•••• 1001', 'phone:1001'],
    ['number ending 1234', 'phone:1234'],
    ['numbers beginning +44', 'phone:+44'],
    ['number +33 •••• 1234', 'phone:+33..1234'],
    ['+33 1 99 00 12 34', 'phone:+33199001234'],
    ['+33‑1‑99‑00‑12‑34', 'phone:+33199001234'],
    ['+33 (0)1 99 00 12 34', 'phone:+33199001234'],
    ['+44 (0) 7700 900123', 'phone:+447700900123'],
    ['tel:+33199001234', 'phone:+33199001234'],
    ['<tel:+33199001234|+33 1 99 00 12 34>', 'phone:+33199001234'],
    ['+33\u00ad1\u202a99 00 12 34', 'phone:+33199001234'],
    ['＋３３１９９００１２３４', 'phone:+33199001234'],
    ['٥٦٧٨', 'phone:5678'],
    ['+33 30 days', 'phone:+33 since:30d'],
    // French, with accents and without, apostrophes straight and curly.
    ['appels d’hier', 'yesterday'],
    ["appels d'hier", 'yesterday'],
    ['appels d’aujourd’hui', 'today'],
    ["aujourd'hui", 'today'],
    ['avant-hier', '2026-11-26'],
    ['erreurs de la semaine dernière', 'errored last-week'],
    ['erreurs de la semaine derniere', 'errored last-week'],
    ['les appels en échec ce mois-ci', 'errored this-month'],
    ['erreurs du jour', 'errored today'],
    ['cette semaine', 'this-week'],
    ['le mois dernier', 'last-month'],
    ['l’année dernière', 'last-year'],
    ['depuis lundi', 'since:monday'],
    ['messagerie vocale lundi', 'voicemail monday'],
    ['répondeurs de mardi dernier', 'voicemail tuesday'],
    ['appels de plus de 5 minutes', 'longer:5m'],
    ['appels de plus d’une minute', 'longer:1m'],
    ['moins de 30 secondes', 'shorter:30s'],
    ['les 7 derniers jours', 'since:7d'],
    ['les sept derniers jours', 'since:7d'],
    ['sur les dernières 24 heures', 'since:24h'],
    ['7j', 'since:7d'],
    ['il y a deux heures', 'since:2h'],
    ['il y a 3 jours', '2026-11-25'],
    ['ce matin', 'today until:12:00'],
    ['depuis ce matin', 'since:today'],
    ['hier soir', 'since:2026-11-27T18:00 until:2026-11-27'],
    ['lundi après-midi', 'since:2026-11-23T12:00 until:2026-11-23T18:00'],
    ['depuis hier à 9h', 'since:2026-11-27T09:00'],
    ['depuis midi', 'since:12:00'],
    ['avant 18h', 'until:18:00'],
    ['entre 9h et 10h', 'since:09:00 until:10:00'],
    ['de lundi à vendredi', 'since:monday until:friday'],
    ['du 10 au 16 mars', 'since:2026-03-10 until:2026-03-16'],
    ['jusqu’à hier', 'until:yesterday'],
    ['en novembre', '2026-11'],
    ['1er mars', '2026-03-01'],
    ['le 28 févr. 2026', '2026-02-28'],
    ['appels en France', 'in:fr'],
    ['appels au Maroc', 'in:ma'],
    ['aux États-Unis', 'in:us'],
    ['d’Allemagne', 'in:de'],
    ['sans réponse', 'no_answer'],
    ['sans messagerie', '-voicemail'],
    ['sauf occupé', '-busy'],
    ['pas de messagerie', '-voicemail'],
    ['humains et messageries', 'human voicemail'],
    ['à rappeler', 'callback'],
    ['demandes de rappel d’hier', 'callback yesterday'],
    ['terminés par l’agent', 'by:agent'],
    ['numéro finissant par 1234', 'phone:1234'],
    ['tous les appels', ''],
    // Like French, and yet what it was.
    ['au', 'in:au'],
    ['to us', 'in:us'],
    ['from la', 'in:la'],
    ['mar 3', '2026-03-03'],
    ['sept', '2026-09'],
    ['since 9h', 'since:9h'],
    ['mon', 'monday'],
    ['la france', 'in:fr'],
    // Parts of a day.
    ['this morning', 'today until:12:00'],
    ['yesterday afternoon', 'since:2026-11-27T12:00 until:2026-11-27T18:00'],
    ['before 9am', 'until:09:00'],
    ['before monday', 'until:2026-11-22'],
    ['2 hours ago', 'since:2h'],
    ['from 10 to 16 March', 'since:2026-03-10 until:2026-03-16'],
    // Together.
    ['answered calls from france last week longer than 1 minute', 'human in:fr longer:1m last-week'],
    ['errored, since 24 h, not busy', 'errored since:24h -busy'],
    ['busy or no answer', 'busy no_answer'],
    ['human and from us', 'human in:us'],
  ])('%s', (text, canonical) => {
    const { filter, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(formatFilter(filter)).toBe(canonical);
  });
});

describe('a typed line that could be two things is asked about', () => {
  it.each([
    ['5/3', ['2026-03-05', '2026-05-03']],
    ['05/03/2026', ['2026-03-05', '2026-05-03']],
    ['since 5/3', ['since:2026-03-05', 'since:2026-05-03']],
    ['20261128', ['2026-11-28', 'phone:20261128']],
    ['2026', ['since:2026-01-01 until:2026-12-31', 'phone:2026']],
    ['8.30', ['since:08:30', 'until:08:30']],
    ['14:32', ['since:14:32', 'until:14:32']],
    ['9 am', ['since:09:00', 'until:09:00']],
    ['13 Jul at 14:32', ['since:2026-07-13T14:32', 'until:2026-07-13T14:32']],
    ['not answered', ['no_answer', '-human']],
    ['unanswered', ['no_answer', '-human']],
    ['missed', ['no_answer', 'errored']],
    ['machine', ['voicemail', 'ivr']],
    ['success', ['completed', 'human']],
    ['week', ['this-week', 'since:7d']],
    ['longer than 2', ['longer:2s', 'longer:2m']],
    ['by', ['by:agent', 'by:user', 'by:system']],
    ['manqués', ['no_answer', 'errored']],
    ['non décrochés', ['no_answer', '-human']],
    ['depuis 9 heures', ['since:09:00', 'since:9h']],
    ['semaine', ['this-week', 'since:7d']],
    ['au canada', ['in:ca', 'in:au in:ca']],
  ])('%s', (text, choices) => {
    const { filter, problems } = parse(text);
    expect(filter.terms).toEqual([]);
    expect(problems).toMatchObject([{ word: text, suggestion: null, choices }]);
  });

  it('and so is what another command does', () => {
    expect(parse('by hour').problems).toMatchObject([{ commands: ['stats by hour'] }]);
    expect(parse('in progress').problems).toMatchObject([{ commands: ['live'] }]);
    const id = '8F14E45F-CEEA-467F-A0E6-9D5E2C3B1A4F';
    expect(parse(id).problems).toMatchObject([{ commands: [`call ${id.toLowerCase()}`] }]);
  });
});

describe('a typed line with a slip', () => {
  it.each([
    ['last 24 huors', 'since:24h'],
    ['lsat week', 'last-week'],
    ['longer tahn 2 minutes', 'longer:2m'],
    ['no anwser', 'no_answer'],
    ['phone out of raech', 'temporarily_unavailable'],
    ['not in sevice', 'number_non_attributed'],
    ['frnace', 'in:fr'],
    ['in:frnace', 'in:fr'],
    ['tuesdy', 'tuesday'],
    ['not busi', '-busy'],
    ['semane dernière', 'last-week'],
    ['mesagerie', 'voicemail'],
    ["aujourd'ui", 'today'],
  ])('%s is answered with what it means', (text, suggestion) => {
    const { filter, problems } = parse(text);
    expect(filter.terms).toEqual([]);
    expect(problems).toMatchObject([{ word: text, suggestion }]);
  });

  it.each(['hors', 'tomorrow', 'banana', 'xyzzy', 'since', 'phone', 'in'])(
    '%s is answered with no guess',
    (text) => {
      expect(parse(text).problems).toMatchObject([{ word: text, suggestion: null }]);
    },
  );
});

describe('a typed line is refused', () => {
  it.each([
    ['since 31/2', 'There is no day 31/2.'],
    ['2026-11-31', 'There is no day 2026-11-31.'],
    ['31.2.2026', 'There is no day 31.2.2026.'],
    ['not everything', 'A minus takes one word'],
    ['busy or from france', '“or” stands between words of one kind'],
    ['number withheld', 'names no call'],
    ['word '.repeat(700), 'more than I read at once'],
  ])('%s', (text, message) => {
    expect(parse(text).problems.at(-1)?.message).toContain(message);
  });
});
