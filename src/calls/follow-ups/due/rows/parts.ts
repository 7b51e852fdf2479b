import { pattern, type Row, row, type Scene } from '../piece.ts';

const inThe = '(?:(?:in|at|during|towards|for|dans|pendant|durant|vers|en|le|l|la|a|au|d) )*';

const morning = 'mornings?|matin|matinee';
const afternoon = 'afternoons?|apres midi|aprem|aft';
const evening = 'evenings?|soir|soiree|night';

/** Parts of a day. Who calls in the morning calls from nine on. */
export const parts: Row[] = [
  part('09:00', '12:00', morning),
  part('14:00', '18:00', afternoon),
  part('18:00', '21:00', `${evening}|after work|apres le (?:travail|boulot)|apres mon travail`),
  part('09:00', '10:00', 'early (?:in the )?morning|early in the day|first thing(?: in the morning)?'),
  part('09:00', '10:00', '(?:tot le|tot dans la|debut de) (?:matin|matinee)|(?:la )?premiere heure'),
  part('10:00', '11:00', 'mid morning|milieu de matinee'),
  part('11:00', '12:00', '(?:late|end of the) morning|late in the morning|fin de (?:la )?matinee'),
  part('12:00', '14:00', 'lunch(?: ?time| break)?|heure du dejeuner|pause dejeuner|entre midi et deux'),
  part('14:00', '15:00', 'early (?:in the )?afternoon|debut d (?:apres midi|aprem)'),
  part('14:00', '15:00', 'after lunch|apres (?:le )?(?:dejeuner|repas)'),
  part('15:00', '16:00', '(?:mid|middle of the) afternoon|milieu d (?:apres midi|aprem)'),
  part('17:00', '18:00', '(?:late|end of the) afternoon|late in the afternoon|fin d (?:apres midi|aprem)'),
  part('18:00', '18:00', '(?:the )?(?:end of|close of) (?:the )?(?:day|business|play)|eod|cob'),
  part('18:00', '18:00', 'fin de (?:la )?journee'),
  ofToday('09:00', '12:00', `(?:this|ce|cette) (?:${morning})`),
  ofToday('14:00', '18:00', `(?:(?:later )?this|cet|cette|ce) (?:${afternoon})`),
  ofToday('18:00', '21:00', `(?:this|ce|cette) (?:${evening})|tonight`),
];

function part(from: string, to: string, words: string): Row {
  return row(`${inThe}(?:the )?(?:${words})`, { is: 'part', from, to });
}

function ofToday(from: string, to: string, words: string): Row {
  const read = (_: string[], { today }: Scene) => [
    { is: 'day', date: today } as const,
    { is: 'part', from, to } as const,
  ];
  return { words: pattern(words), read };
}
