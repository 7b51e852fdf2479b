import { week } from './calls-of-a-month.ts';
import { itIsTold } from './told.ts';

itIsTold('week', week);
