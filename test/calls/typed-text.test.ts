import { expect, test } from 'vitest';

import { asTyped, withNames } from '../../src/calls/typed-text.ts';

test.for([
  ['<tel:+33199001234|+33 1 99 00 12 34> today', '+33 1 99 00 12 34 today'],
  ['<tel:+33199001234>', '+33199001234'],
  ['<http://revox.invalid|revox.invalid>', 'revox.invalid'],
  ['<https://revox.invalid/a?b=1&amp;c=2>', 'https://revox.invalid/a?b=1&c=2'],
  ['<mailto:anna@example.com|anna@example.com>', 'anna@example.com'],
  ['<#C0CALLS|calls> <#C0SECRET|> <#C0SECRET>', '#calls #C0SECRET #C0SECRET'],
  ['R&amp;D &lt;b&gt; score&gt;5', 'R&D <b> score>5'],
  ['&amp;lt;', '&lt;'],
  ['mention:<!subteam^S0ONCALL|@oncall>', 'mention:<!subteam^S0ONCALL|@oncall>'],
  ['<@U0ANNA|anna> <@W0BEN>', '<@U0ANNA|anna> <@W0BEN>'],
  ['sing <!channel>', 'sing <!channel>'],
  ['a < b > c', 'a < b > c'],
])('%s is %s', ([sent = '', typed]) => {
  expect(asTyped(sent)).toBe(typed);
});

test.for([
  ['<@U0ANNA|anna>', '@anna'],
  ['mention:<@W0BEN>', 'mention:@W0BEN'],
  ['<!subteam^S0ONCALL|@oncall> <!subteam^S0ONCALL>', '@oncall @S0ONCALL'],
  ['@anna <!channel> human', '@anna <!channel> human'],
])('of %s people read %s', ([sent = '', read]) => {
  expect(withNames(sent)).toBe(read);
});
