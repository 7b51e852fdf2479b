import { countAnew } from './revox-calls.ts';

// Files share their modules. What one of them made is no matter of the next, whichever came first.
countAnew();
