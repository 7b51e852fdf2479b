import { everythingIsAnswered, kinds } from './every-answer.ts';

kinds.forEach(everythingIsAnswered);
