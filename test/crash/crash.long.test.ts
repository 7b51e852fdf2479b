import { killedInTheMiddle } from './few-worlds.ts';

killedInTheMiddle({ sqlite: 8, clockSet: 6, postgres: 7 });
