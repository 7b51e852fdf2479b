/** The one grammar for choosing calls: in commands, subscriptions, mutes and exports. */
export { contradictionIn } from './filter/contradiction.ts';
export { describeFilter } from './filter/describe.ts';
export { formatFilter } from './filter/format.ts';
export { matches } from './filter/matches.ts';
export { notAskable } from './filter/number-word.ts';
export { parseFilter, storedFilter } from './filter/parse.ts';
export {
  type Comparison,
  dimensionOf,
  type Predicate,
  predicateOf,
  type TextColumn,
} from './filter/predicate.ts';
export { type Condition, everything, type Filter, type FilterContext, type Term } from './filter/term.ts';
export { filterWords } from './filter/words.ts';
