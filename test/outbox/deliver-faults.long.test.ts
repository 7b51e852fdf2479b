import { whateverGoesWrong } from './whatever-goes-wrong.ts';

whateverGoesWrong(500);
