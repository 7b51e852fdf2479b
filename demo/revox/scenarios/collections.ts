import { agent, type Conversation, person, tool } from '../conversation.ts';

/** A polite word about invoices that are past due. */
export const collections: Conversation[] = [
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [45, 85],
    tell: ({ amount, amountNumber, otherDay, otherAppointment }) => ({
      turns: [
        agent(`Bonjour, je vous appelle au sujet d’une facture de ${amount} arrivée à échéance.`),
        person('Ah bon ? Je pensais l’avoir réglée.'),
        agent('Nous n’avons rien reçu à ce jour. Le prélèvement a été rejeté le mois dernier.'),
        person('D’accord… j’ai changé de banque, c’est sûrement ça.'),
        agent('Souhaitez-vous un lien de paiement par SMS ?'),
        person(`Oui, envoyez. Je paie ${otherDay}, dès que le salaire tombe.`),
        tool('send_payment_link', { amount: amountNumber }, 'sent'),
        agent(`Le lien est parti. Je note un règlement pour ${otherDay}. Merci !`),
      ],
      output: {
        payment_promise: true,
        promised_date: otherAppointment,
        amount_due: amountNumber,
        next_action: 'send_email',
      },
    }),
  },
  {
    language: 'fr',
    result: 'human',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [22, 50],
    tell: ({ amount, amountNumber }) => ({
      turns: [
        agent(`Bonjour, je vous appelle au sujet d’une facture de ${amount} arrivée à échéance.`),
        person('Cette facture, je la conteste. J’ai envoyé un courrier.'),
        agent('Je n’en vois pas la trace. Pouvez-vous me dire la raison, pour que je la transmette ?'),
        person('La prestation n’a jamais été faite. Je ne vais pas payer pour rien. Au revoir.'),
      ],
      output: {
        payment_promise: false,
        promised_date: null,
        amount_due: amountNumber,
        next_action: 'call_back',
        objection: 'Prestation contestée',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [55, 110],
    tell: ({ amount, amountNumber, otherDay, otherAppointment }) => ({
      turns: [
        agent(`Hello, I’m calling about an open invoice of ${amount}. Am I through to accounts?`),
        person('You are. Hang on… which invoice is that?'),
        agent('The one from last month. It was due two weeks ago.'),
        person('Okay, I can see it. It’s waiting for a second signature.'),
        agent('When do you expect that to happen?'),
        person(`The payment run is on ${otherDay}. I’ll make sure it’s in.`),
        tool('record_promise', { amount: amountNumber, date: otherAppointment.slice(0, 10) }, 'recorded'),
        agent('Thank you, I have noted that. You will not hear from me before then.'),
        person('Ha. Good to know.'),
      ],
      output: {
        payment_promise: true,
        promised_date: otherAppointment,
        amount_due: amountNumber,
        next_action: 'no_action',
      },
    }),
  },
];
