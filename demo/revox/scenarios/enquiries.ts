import { agent, type Conversation, failedTool, person, tool } from '../conversation.ts';

const aboutYourQuote = agent(
  'Hi, I’m calling about the quote you asked for on our website. Is now a good time?',
);
const demandeDeDevis = agent('Bonjour, je fais suite à votre demande de devis. Vous avez deux minutes ?');

/** What also happens when a company that plans deliveries calls those who asked for a quote. */
export const enquiries: Conversation[] = [
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [40, 80],
    tell: ({ amount, minutes, leadScore }) => ({
      turns: [
        aboutYourQuote,
        person('Just about. I’m on the road myself.'),
        agent('I will be quick: is it for all of your vans, or only some?'),
        person(`For eight of them. What does it cost? It’s ${amount} a month elsewhere.`),
        failedTool('read_prices', { vans: 8 }, 'timeout'),
        agent('That depends on the term. I can send you both prices by email, and you compare.'),
        person(`Do that. I’ll read it when I’m parked, in ${minutes} minutes or so.`),
        tool('send_quote', { by: 'email' }, 'sent'),
        agent('It is on its way. Drive safely.'),
      ],
      output: {
        contacted: true,
        interest_level: 'interested',
        objection: 'Price',
        next_action: 'send_email',
        lead_score: leadScore,
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [9, 20],
    tell: () => ({
      turns: [
        aboutYourQuote,
        person('What quote? You’ve got the wrong number, mate.'),
        agent('I am sorry to have troubled you. I will correct our records.'),
        person('Right. Bye.'),
      ],
      output: {
        contacted: false,
        interest_level: 'wrong_person',
        objection: null,
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
    talkSeconds: [70, 130],
    tell: ({ day, time, appointment }) => ({
      turns: [
        demandeDeDevis,
        person('Oui, bonjour, j’attendais votre appel.'),
        agent('C’est pour combien de véhicules ?'),
        person('Trente-cinq, sur deux dépôts. Aujourd’hui, on planifie tout à la main.'),
        agent(`Un conseiller peut vous montrer l’outil ${day} à ${time}.`),
        person('Très bien, ce sera avec mon associé.'),
        tool('book_meeting', { at: appointment, minutes: 45 }, 'booked'),
        agent('C’est noté, vous recevrez l’invitation par e-mail. Bonne journée !'),
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
    language: 'fr',
    result: 'human',
    endedBy: 'system',
    endReason: null,
    talkSeconds: [170, 180],
    tell: ({ reference }) => ({
      turns: [
        demandeDeDevis,
        person('Ah oui. On a déjà un outil, mais il ne marche plus depuis hier.'),
        agent('Quel est le numéro de votre contrat ? Je regarde tout de suite.'),
        person(`Attendez… ${reference}.`),
        tool('find_contract', { reference: reference.replaceAll(' ', '') }, '{"sold_by":"another company"}'),
        agent('Ce contrat n’est pas chez nous. Quand se termine-t-il ?'),
        person('Dans huit mois. Ne quittez pas, je cherche le papier…'),
        agent('Prenez votre temps.'),
      ],
      output: {
        contacted: true,
        interest_level: 'not_interested',
        objection: 'Déjà équipé',
        next_action: 'no_action',
        lead_score: 'cold',
      },
    }),
  },
];
