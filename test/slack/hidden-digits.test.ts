import { it } from 'vitest';

import { everyCommand, tryMembers } from './hidden-digits.ts';

it('every command is the same to a member whatever the hidden digits of numbers are', async () => {
  await tryMembers(2, everyCommand);
});

it('so is whatever they type, click or send after each other, but full numbers', async () => {
  await tryMembers(5);
});
