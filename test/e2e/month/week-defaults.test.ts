import { week } from './calls-of-a-month.ts';
import { itTakesFewMessages } from './defaults.ts';

itTakesFewMessages('week', week);
