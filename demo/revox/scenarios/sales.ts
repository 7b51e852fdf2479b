import { agent, type Conversation, person, tool } from '../conversation.ts';

/** Finding out which of last week's enquiries are worth a salesperson's time. */
export const sales: Conversation[] = [
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [75, 140],
    tell: ({ otherDay, otherTime, otherAppointment }) => ({
      turns: [
        agent('Hi, I’m calling about the quote you asked for on our website. Is now a good time?'),
        person('Yeah, sure, I’ve got a couple of minutes.'),
        agent('Great. What are you using today to follow up on your orders?'),
        person('Honestly? A spreadsheet. Three of them, actually, and nobody trusts any of them.'),
        agent('That is what most people tell us. How many people would use it?'),
        person('Around twelve. Maybe fifteen if the warehouse joins in.'),
        agent(`Would a half-hour call with a specialist on ${otherDay} at ${otherTime} help?`),
        person('Let me see… yes. Put it in.'),
        tool('book_meeting', { at: otherAppointment, minutes: 30 }, 'booked'),
        agent('Booked. You will get the invitation by email. Thank you!'),
      ],
      output: {
        contacted: true,
        interest_level: 'interested',
        objection: null,
        next_action: 'book_meeting',
        lead_score: 'hot',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [18, 40],
    tell: () => ({
      turns: [
        agent('Hi, I’m calling about the quote you asked for on our website. Is now a good time?'),
        person('Is this a robot?'),
        agent('I am an AI assistant, yes. I can have a colleague call you instead, if you prefer.'),
        person('No, look, we went with somebody else. It was the price, mainly.'),
        agent('Thank you for telling me. I will close the request.'),
        person('Cheers.'),
      ],
      output: {
        contacted: true,
        interest_level: 'not_interested',
        objection: 'Price',
        next_action: 'no_action',
        lead_score: 'cold',
      },
    }),
  },
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [50, 95],
    tell: ({ otherDay, otherTime, otherAppointment, leadScore }) => ({
      turns: [
        agent('Bonjour, je fais suite à votre demande de devis. Vous avez deux minutes ?'),
        person('Là je suis sur la route, c’est un peu compliqué.'),
        agent('Je comprends. À quel moment puis-je vous rappeler ?'),
        person(`Plutôt ${otherDay}, dans l’après-midi… disons ${otherTime}.`),
        agent(
          `Très bien, ${otherDay} à ${otherTime}. Juste une question : c’est pour combien de véhicules ?`,
        ),
        person('Une vingtaine.'),
        tool('schedule_callback', { at: otherAppointment }, 'scheduled'),
        agent('C’est noté. Bonne route, et soyez prudent.'),
      ],
      output: {
        contacted: true,
        interest_level: 'maybe',
        objection: 'Pas le temps',
        next_action: 'call_back',
        callback_time: otherAppointment,
        lead_score: leadScore,
      },
    }),
  },
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'transfer',
    talkSeconds: [30, 60],
    tell: () => ({
      turns: [
        agent('Bonjour, je fais suite à votre demande de devis. Vous avez deux minutes ?'),
        person('Oui, enfin, ce n’est pas moi qui m’en occupe. C’est ma collègue des achats.'),
        agent('Merci. Est-ce que vous pouvez me la passer, ou dois-je rappeler ?'),
        person('Je vous la passe, ne quittez pas.'),
        tool('transfer_call', { to: 'sales' }, 'transferring'),
        agent('Je reste en ligne, et je vous mets en relation avec un conseiller.'),
      ],
      output: {
        contacted: true,
        interest_level: 'wrong_person',
        objection: null,
        next_action: 'refer_colleague',
        lead_score: 'warm',
      },
    }),
  },
];
