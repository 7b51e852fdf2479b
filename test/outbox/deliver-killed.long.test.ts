import { killedAtAnyMoment } from './killed-at-any-moment.ts';

killedAtAnyMoment();
