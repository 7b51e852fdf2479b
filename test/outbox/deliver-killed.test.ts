import { killedAtAnyMoment } from './killed-at-any-moment.ts';

// `npm run test:long` has all of them on Postgres too.
killedAtAnyMoment(2);
