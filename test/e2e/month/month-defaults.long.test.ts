import { month } from './calls-of-a-month.ts';
import { itTakesFewMessages } from './defaults.ts';

itTakesFewMessages('month', month);
