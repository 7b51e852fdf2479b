import { month } from './calls-of-a-month.ts';
import { itIsTold } from './told.ts';

itIsTold('month', month);
