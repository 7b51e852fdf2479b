import { type Row, row } from '../piece.ts';

/** How the words that follow are meant, and what is said of no time to come. */
export const relations: Row[] = [
  row('before|avant', { is: 'before' }),
  row('by|d ici|no later than|not later than|pas plus tard que|at the latest|au plus tard', { is: 'by' }),
  row('after|apres', { is: 'after' }),
  // From then on: the day itself is meant.
  row('not before|pas avant|from|starting|a partir d[eu]|a partir|des|until|till|jusqu (?:a|au|en)'),
  row('(?:busy|away|unavailable|occupee?|absente?|indisponible) (?:until|till|jusqu (?:a|au|en))'),
  row('or|ou', { is: 'or' }),
  row(
    'not|no|never|except|don t|isn t|can ?(?:t|not)|won t|without|busy|away|unavailable|midnight|every|each',
    { is: 'refusal' },
  ),
  row(
    'pas|jamais|non|sauf|aucune?|sans|occupee?|absente?|indisponible|minuit|tou(?:s|tes) les|chaque|excepte',
    { is: 'refusal' },
  ),
  row('yesterday|ago|last|since|previous|hier|avant hier|il y a|derni(?:er|ere)|depuis|passe', {
    is: 'refusal',
  }),
];
