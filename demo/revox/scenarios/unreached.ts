import { agent, type Conversation, person, tool } from '../conversation.ts';

/** Calls that connected to something other than a person: the same whatever the campaign. */
export const unreached: Conversation[] = [
  {
    language: 'fr',
    result: 'voicemail',
    endedBy: 'agent',
    endReason: 'voicemail',
    talkSeconds: [14, 30],
    tell: () => ({
      turns: [
        person('Bonjour, vous êtes bien sur la messagerie de… Laissez un message après le bip.'),
        agent('Bonjour, je souhaitais vous parler de votre dossier. Je rappellerai demain. Merci !'),
        tool('end_call', { reason: 'voicemail' }, 'ended'),
      ],
      output: null,
    }),
  },
  {
    language: 'en',
    result: 'voicemail',
    endedBy: 'agent',
    endReason: 'voicemail',
    talkSeconds: [12, 28],
    tell: () => ({
      turns: [
        person('The person you are calling is not available. Please leave a message after the tone.'),
        agent('Hello, I was hoping to catch you about your request. I will try again tomorrow. Thanks!'),
        tool('end_call', { reason: 'voicemail' }, 'ended'),
      ],
      output: null,
    }),
  },
  {
    language: 'fr',
    result: 'IVR',
    endedBy: 'agent',
    endReason: 'ivr_no_navigate',
    talkSeconds: [20, 45],
    tell: () => ({
      turns: [
        person('Pour le service commercial, tapez 1. Pour la comptabilité, tapez 2.'),
        agent('Bonjour, je cherche à joindre le service des achats.'),
        person('Nous n’avons pas compris votre choix. Pour le service commercial, tapez 1…'),
        tool('end_call', { reason: 'ivr_no_navigate' }, 'ended'),
      ],
      output: null,
    }),
  },
  {
    language: 'en',
    result: 'IVR',
    endedBy: 'agent',
    endReason: 'ivr_no_navigate',
    talkSeconds: [20, 45],
    tell: () => ({
      turns: [
        person('Thank you for calling. For sales, press one. For anything else, please hold.'),
        agent('Hello, may I speak with the person in charge of orders?'),
        person('All our lines are busy. Your call is important to us.'),
        tool('end_call', { reason: 'ivr_no_navigate' }, 'ended'),
      ],
      output: null,
    }),
  },
  {
    language: 'en',
    result: 'ios-screening-filter',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [10, 22],
    tell: ({ minutes }) => ({
      turns: [
        person('Record your name and reason for calling, and I’ll see if this person is available.'),
        agent(`I’m calling about the request sent to us ${minutes} minutes ago.`),
        person('Thanks. Stay on the line.'),
        agent('Thank you, I am still here.'),
      ],
      output: null,
    }),
  },
  {
    language: 'fr',
    result: 'ios-screening-filter',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [8, 18],
    tell: () => ({
      turns: [
        person(
          'Enregistrez votre nom et le motif de votre appel, je vérifie si cette personne est disponible.',
        ),
        agent('Bonjour, j’appelle au sujet de votre demande de ce matin.'),
        person('Merci. Restez en ligne.'),
      ],
      output: null,
    }),
  },
  {
    language: 'en',
    result: 'unknown',
    endedBy: 'system',
    endReason: null,
    talkSeconds: [4, 12],
    tell: () => ({ turns: [agent('Hello? Can you hear me?')], output: null }),
  },
  {
    language: 'fr',
    result: 'unknown',
    endedBy: 'user',
    endReason: null,
    talkSeconds: [3, 9],
    tell: () => ({ turns: [agent('Bonjour ? Vous m’entendez ?'), person('…')], output: null }),
  },
];
