import { expect, it } from 'vitest';

import { controls, meetWith } from '../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

/** What operations managers type, and what its answer says, or the command that a button offers. */
const lines: [typed: string, answer: string][] = [
  // Digests.
  ['daily 9am', '/revox digest daily 9am'],
  ['quotidien 9h30', '/revox digest daily 9h30'],
  ['every morning at 8', '/revox digest daily at 8'],
  ['bilan quotidien à 9h', '/revox digest daily 9h'],
  ['subscribe daily 9h30 weekdays', 'digest, Monday to Friday at 09:30'],
  ['subscribe every morning at 8', 'digest, every day at 08:00'],
  ['subscribe voicemail daily 18h', '/revox subscribe digest voicemail daily 18h'],
  ['digest at noon', 'Next digest'],
  ['digest at 9:30', 'Next digest'],
  ['rapport de la semaine', '/revox digest now'],
  // Figures.
  ['stats today compare yesterday', 'No calls, today'],
  ['compare today with yesterday', 'No calls, today'],
  ['stats this week vs last week', 'No calls, this week'],
  ['stats ce mois vs le mois dernier', 'No calls, this month'],
  ['this week compared to last week', 'No calls, this week'],
  ['answer rate this week', '/revox stats this week'],
  ['taux de réponse cette semaine', '/revox stats cette semaine'],
  ['statistiques du mois', 'No calls, this month'],
  ['chiffres de la semaine', 'No calls, this week'],
  ['how many calls did we make last month', 'last month'],
  ['combien d’appels hier', 'No calls, yesterday'],
  ["combien d'erreurs cette semaine", 'No calls, errors, this week'],
  ['best time to call', 'No calls, last 30 days'],
  ['meilleures heures pour appeler', 'No calls, last 30 days'],
  ['average talk time', 'No calls, last 7 days'],
  ['durée moyenne cette semaine', 'No calls, this week'],
  ['stats by field lead_score', 'No calls'],
  // Lists.
  ['show me this morning’s errors', 'No calls match: errors, today, until 12:00'],
  ['errors since noon', 'No calls match: errors, since 12:00'],
  ['missed calls this morning', '/revox calls no_answer calls this morning'],
  ['what failed in the last hour', '/revox calls failed in the last hour'],
  ['calls that failed in the last 30 min', 'No calls match: errors, last 30 min'],
  ['who picked up yesterday afternoon', '/revox calls human yesterday afternoon'],
  ['calls longer than 5 min yesterday', 'No calls match: longer than 5 min, yesterday'],
  ['hot leads this week', '1 call, lead score: hot, this week'],
  ['from 10 to 16 March', 'since 10 Mar 2025, until 16 Mar 2025'],
  ['3 days ago', 'No calls match: 27 Feb 2026'],
  ['busy or no answer today', 'No calls match: busy, no answer, today'],
  ['appels d’hier', 'No calls match: yesterday'],
  ['appels manqués ce matin', '/revox calls appels no_answer ce matin'],
  ['montre-moi les erreurs d’hier', 'No calls match: errors, yesterday'],
  ['les appels qui ont échoué hier', 'No calls match: errors, yesterday'],
  ['erreurs de ce matin', 'No calls match: errors, today, until 12:00'],
  ['qui a répondu hier', '/revox calls human hier'],
  ['prospects chauds de la semaine', '1 call, lead score: hot, this week'],
  ['appels vers la Belgique cette semaine', 'No calls match: in Belgium, this week'],
  ['messageries vocales de plus de 30 secondes', 'No calls match: voicemail, longer than 30 s'],
  ['numéros injoignables cette semaine', 'No calls match: phone out of reach, this week'],
  ['faux numéros du mois dernier', 'No calls match: not in service, last month'],
  ['appels en cours', '/revox live'],
  ['transcript of the last call', '/revox help call'],
  ['last weekend', 'No calls match: since 28 Feb 2026, until 1 Mar 2026'],
  ['appels du week-end', 'No calls match: since 28 Feb 2026, until 1 Mar 2026'],
  ['errors this quarter', 'No calls match: errors, since 1 Jan 2026, until 31 Mar 2026'],
  ['trimestre dernier', 'No calls match: since 1 Oct 2025, until 31 Dec 2025'],
  ['Q4', 'No calls match: since 1 Oct 2025, until 31 Dec 2025'],
  ['calls lasting at least 2 minutes', 'No calls match: longer than 2 min'],
  ['who hung up', '/revox calls by:user'],
  ['the customer hung up', 'No calls match: ended by user'],
  ['le client a raccroché hier', 'No calls match: ended by user, yesterday'],
  ['precondition failed', 'No calls match: call set-up refused'],
  ['call +33639980000', 'No stored call went to the number “+33639980000”'],
  ['errored today 9h-12h', 'No calls match: errors, today, since 09:00, until 12:00'],
  ['entre 9h et 12h', 'No calls match: since 09:00, until 12:00'],
  ['lead score hot', '1 call, lead score: hot'],
  ['calls with a lead score', '1 call, has lead score'],
  ['carrier errors', 'No calls match: errors of carrier or phone'],
  ['our errors', 'No calls match: errors in your setup'],
  ['number not in service', 'No calls match: not in service'],
  ['shorter:1m30', '1 call, shorter than 90 s'],
  ['longer than 1h30', 'No calls match: longer than 90 min'],
  // Follow-ups.
  ['tomorrow', '/revox todo tomorrow'],
  ['callbacks due tomorrow', 'Nothing is due tomorrow here.'],
  ['rappels de demain', 'Nothing is due tomorrow here.'],
  ['rappels du jour', 'Nothing is due today here.'],
  ['rappels en retard', 'Nothing is overdue here.'],
  ['mes rappels', 'You have nothing to follow up.'],
  ['call back list', 'Nothing to follow up here'],
  ['what should I do next', 'Nothing to follow up here'],
  ['qui faut-il rappeler', 'Nothing to follow up here'],
  // Settings.
  ['subscribe errors and incidents', '/revox subscribe incidents'],
  ['préviens-nous quand il y a des erreurs', '/revox subscribe des erreurs'],
  ['abonne ce canal aux erreurs', '/revox subscribe aux erreurs'],
  ['mute for lunch', '/revox mute 1h'],
  ['stop errors until tomorrow', '/revox mute errors until tomorrow'],
  ['arrête les erreurs jusqu’à 14h', '/revox mute les erreurs until 14h'],
  ['silence pendant 2h', '/revox mute pendant 2h'],
  ['désabonner', '/revox unsubscribe'],
  ['mute busy until monday', 'This channel isn’t subscribed to calls.'],
  ['what are we subscribed to', '/revox subscriptions'],
  ['subscribe errors quiet hours 22h-7h', 'errors, quiet from 22:00 to 07:00'],
  ['subscribe outside-hours', '/revox subscribe incidents hours:10:00-13:00,14:00-20:00 weekdays'],
  ['subscribe spikes', '/revox subscribe incidents'],
  ['who gets errors', '/revox subscriptions'],
  // The rest.
  ['exporter les appels du mois dernier', 'Making a file'],
  ['why did calls fail yesterday', '/revox stats errored 7d by error'],
  ['are there open incidents', '/revox help incidents'],
  ['is revox down', 'Starting'],
  ['état', 'Starting'],
  ['aide', 'answers questions about them'],
];

it('each line that a manager types is answered, or asked about with a button', async () => {
  const call = sampleCall({ structuredOutput: { lead_score: 'hot' } });
  await using it = await meetWith([call], { now: () => mondayNoon });
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  for (const [line, answer] of lines) {
    const reply = await it.person.types(line);
    const buttons = controls(reply).map(({ text }) => text?.text);
    expect([reply.text, ...buttons].join('\n'), line).toContain(answer);
  }
}, 60_000);
