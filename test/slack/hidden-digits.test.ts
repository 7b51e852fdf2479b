import { it } from 'vitest';

import { tryMembers } from './hidden-digits.ts';

it('whatever a member asks but whole numbers, hidden digits change no answer, count, order, post, file or work', async () => {
  await tryMembers(6);
});
