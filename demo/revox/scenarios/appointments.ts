import { agent, type Conversation, failedTool, person, tool } from '../conversation.ts';

/** Confirming tomorrow's appointments, so that empty slots can be given away. */
export const appointments: Conversation[] = [
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [28, 55],
    tell: ({ day, time, appointment }) => ({
      turns: [
        agent('Bonjour, ici l’assistant du cabinet. Je vous appelle au sujet de votre rendez-vous.'),
        person('Oui, bonjour.'),
        agent(`Vous êtes attendu ${day} à ${time}. Est-ce que cela vous convient toujours ?`),
        person('Euh… attendez, je regarde. Oui, c’est bon pour moi.'),
        tool('confirm_appointment', { date: appointment }, 'confirmed'),
        agent('Parfait, c’est confirmé. Pensez à venir avec votre carte. Bonne journée !'),
        person('Merci, vous aussi.'),
      ],
      output: {
        confirmation_status: 'confirmed',
        new_appointment_date: null,
        contact_reachable: true,
        notes: 'Sera présent.',
      },
    }),
  },
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [60, 110],
    tell: ({ day, time, appointment, otherDay, otherTime, otherAppointment }) => ({
      turns: [
        agent('Bonjour, ici l’assistant du cabinet. Je vous appelle pour confirmer votre rendez-vous.'),
        person('Ah oui, justement, j’allais vous appeler. Ça ne va pas aller.'),
        agent(`Vous parlez bien de celui de ${day} à ${time} ?`),
        person('C’est ça. J’ai une réunion qui est tombée au même moment.'),
        agent('Aucun souci, je regarde ce qu’il reste.'),
        failedTool('find_slots', { after: appointment, limit: 3 }, 'timeout'),
        agent('Un instant, l’agenda met un peu de temps à répondre.'),
        tool('find_slots', { after: appointment, limit: 3 }, JSON.stringify([otherAppointment])),
        agent(`Je peux vous proposer ${otherDay} à ${otherTime}.`),
        person('Oui, très bien, je prends.'),
        tool('move_appointment', { from: appointment, to: otherAppointment }, 'moved'),
        agent(`C’est noté : ${otherDay} à ${otherTime}. Bonne journée !`),
      ],
      output: {
        confirmation_status: 'rescheduled',
        new_appointment_date: otherAppointment,
        contact_reachable: true,
        notes: 'Réunion au même moment.',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [40, 75],
    tell: ({ day, time, appointment }) => ({
      turns: [
        agent(`Hello, this is the clinic’s assistant, calling about your visit on ${day} at ${time}.`),
        person('Oh. Yes, hi. I’m afraid I have to cancel that one.'),
        agent('No problem at all. May I ask why, so that I can note it?'),
        person('I’m feeling much better, to be honest. I don’t think I need it any more.'),
        agent('Great, good to know. Shall I look for another date, or simply cancel?'),
        person('Just cancel, thanks.'),
        tool('cancel_appointment', { date: appointment, reason: 'feels better' }, 'cancelled'),
        agent('Done. Take care!'),
      ],
      output: {
        confirmation_status: 'cancelled',
        cancellation_reason: 'No longer needed',
        contact_reachable: true,
        notes: 'Does not want another date.',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [9, 20],
    tell: ({ day }) => ({
      turns: [
        agent(`Hello, this is the clinic’s assistant, calling about your visit on ${day}.`),
        person('What clinic? You’ve got the wrong number, mate.'),
        agent('I am sorry to have troubled you. I will correct our records.'),
        person('Right. Bye.'),
      ],
      output: { confirmation_status: 'wrong_number', contact_reachable: false, notes: null },
    }),
  },
];
