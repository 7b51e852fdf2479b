import { agent, type Conversation, failedTool, person, tool } from '../conversation.ts';

/** Calling back customers who left a request. */
export const support: Conversation[] = [
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [70, 130],
    tell: ({ reference, day }) => ({
      turns: [
        agent('Bonjour, le service client à l’appareil. Vous nous avez écrit au sujet d’une livraison.'),
        person('Ah, enfin ! Oui, je l’attends depuis une semaine, ce colis.'),
        agent('Je suis désolé pour l’attente. Pouvez-vous me donner le numéro de commande ?'),
        person(`Oui, alors… ${reference}.`),
        tool('find_order', { reference: reference.replaceAll(' ', '') }, '{"state":"at depot","attempts":2}'),
        agent(`Il est au dépôt, le livreur est passé deux fois. Je peux le faire repasser ${day} matin.`),
        person(`${day} matin, je suis là. Mais qu’il sonne, cette fois.`),
        tool('plan_delivery', `{"slot":"${day} morning","note":"ring"}`, 'planned'),
        agent('C’est fait, avec la consigne de sonner. Puis-je faire autre chose pour vous ?'),
        person('Non, ça ira. Merci.'),
      ],
      output: {
        request_topic: 'Livraison',
        issue_resolved: true,
        next_step: 'Nouveau passage',
        client_sentiment: 'neutral',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'transfer',
    talkSeconds: [45, 100],
    tell: ({ reference }) => ({
      turns: [
        agent('Hello, this is customer service, calling back about your message of this morning.'),
        person('Right. I’ve been charged twice. Twice! For the same month.'),
        agent('I understand, that should not happen. Could you read me the reference on the invoice?'),
        person(`${reference}.`),
        failedTool('find_invoice', { reference: reference.replaceAll(' ', '') }, 'not found'),
        agent('I cannot see that one from here. Let me put you through to billing, they can.'),
        person('Fine. But I don’t want to explain it all again.'),
        tool('transfer_call', { to: 'billing', summary: 'Charged twice for one month' }, 'transferring'),
        agent('They have my notes. One moment, please.'),
      ],
      output: {
        request_topic: 'Billing',
        issue_resolved: false,
        next_step: 'Billing takes over',
        client_sentiment: 'frustrated',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [35, 70],
    tell: () => ({
      turns: [
        agent('Hello, this is customer service. You asked how to change the address on your account.'),
        person('Oh, thanks for calling. I sorted it out myself in the end.'),
        agent('Good to hear. Would you like me to read back what we have?'),
        person('Go on, then.'),
        tool('read_address', {}, '{"postcode_ends_with":"4QT"}'),
        agent('The postcode we have ends in four, Q, T.'),
        person('That’s the one. Lovely, bye now.'),
      ],
      output: {
        request_topic: 'Address change',
        issue_resolved: true,
        next_step: null,
        client_sentiment: 'satisfied',
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
        agent('Bonjour, le service client. Vous avez signalé une panne sur votre ligne.'),
        person('Oui, plus rien depuis hier soir, et je télétravaille, moi.'),
        agent('Je lance un test à distance. Pouvez-vous redémarrer la box pendant ce temps ?'),
        person('Encore ? Bon… Ça prend trois minutes, hein.'),
        tool('test_line', { contract: reference.replaceAll(' ', '') }, '{"sync":false}'),
        agent('Je vois bien que la ligne n’est pas synchronisée.'),
        person('Ça clignote. Non, toujours pas. Attendez…'),
        agent('Prenez votre temps.'),
      ],
      output: {
        request_topic: 'Panne',
        issue_resolved: false,
        next_step: 'Technicien à planifier',
        client_sentiment: 'unhappy',
      },
    }),
  },
];
