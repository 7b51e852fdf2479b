import { agent, type Conversation, person, tool } from '../conversation.ts';

/** A first word with people who applied. */
export const recruiting: Conversation[] = [
  {
    language: 'fr',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [80, 150],
    tell: ({ salary, otherDay, otherTime, otherAppointment }) => ({
      turns: [
        agent('Bonjour, je vous appelle au sujet de votre candidature au poste de préparateur de commandes.'),
        person('Oui, bonjour ! Merci de me rappeler.'),
        agent('Êtes-vous toujours en recherche active ?'),
        person('Oui, mon contrat se termine à la fin du mois.'),
        agent('Avez-vous déjà travaillé en horaires décalés ?'),
        person('Pendant deux ans. Le matin, surtout. Ça me va bien.'),
        agent('Et pour le salaire, quelles sont vos attentes ?'),
        person(`Autour de ${salary} euros brut par an, c’est discutable.`),
        agent(`Le responsable peut vous recevoir ${otherDay} à ${otherTime}.`),
        person('Parfait, j’y serai.'),
        tool('book_interview', { at: otherAppointment }, 'booked'),
        agent('C’est noté, vous recevrez l’adresse par SMS. À bientôt !'),
      ],
      output: {
        actively_looking: true,
        salary_expectation: salary,
        interview_slot: otherAppointment,
        qualification_result: 'qualified',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [35, 70],
    tell: () => ({
      turns: [
        agent('Hello, I’m calling about your application for the field technician role.'),
        person('Oh, hi. I should have written. I signed somewhere else on Monday.'),
        agent('Congratulations! Shall I keep your details for later openings?'),
        person('Sure, you never know.'),
        tool('update_candidate', { state: 'hired elsewhere', keep: true }, 'saved'),
        agent('Done. All the best in the new job.'),
      ],
      output: {
        actively_looking: false,
        salary_expectation: null,
        interview_slot: null,
        qualification_result: 'withdrawn',
      },
    }),
  },
  {
    language: 'en',
    result: 'human',
    endedBy: 'agent',
    endReason: 'tool_end_call',
    talkSeconds: [60, 120],
    tell: ({ salary }) => ({
      turns: [
        agent('Hello, I’m calling about your application for the field technician role. Is it a good time?'),
        person('Yep, go ahead.'),
        agent('The role needs a driving licence. Do you have one?'),
        person('Um, not yet. I’ve got my test booked for next month.'),
        agent('Thank you. And what salary do you have in mind?'),
        person(`Something like ${salary} a year.`),
        tool('update_candidate', { licence: false, salary }, 'saved'),
        agent('I will pass this on. The team will write to you either way by Friday.'),
        person('Okay. Thanks for letting me know.'),
      ],
      output: {
        actively_looking: true,
        salary_expectation: salary,
        interview_slot: null,
        qualification_result: 'not_qualified',
      },
    }),
  },
];
