import { describe, expect, it } from 'vitest';

import { demoCommandHelp, runDemoCommand } from '../../demo/demo-command.ts';
import type { RevoxControls } from '../../demo/revox/controls.ts';

describe('/demo at the prompt', () => {
  it.each([
    ['burst', ['burst', 500, 'too_many_calls']],
    ['burst 20', ['burst', 20, 'too_many_calls']],
    ['burst busy 7', ['burst', 7, 'busy']],
    ['rate 0', ['rate', 0]],
    ['late', ['late']],
    ['carrier down', ['carrier', true]],
    ['carrier up', ['carrier', false]],
    ['api down', ['api', true]],
    ['key refused', ['key', true]],
    ['key accepted', ['key', false]],
  ])('%s makes it happen', (text, done) => {
    expect(doing(text).done).toEqual([done]);
  });

  it.each([
    ['burst 0', 'The count is 1 to 10000.'],
    ['burst 5 hiccup', /^A dial error is one of no_answer, busy/],
    ['rate', 'The rate is 0 to 600 calls a minute.'],
    ['rate fast', 'The rate is 0 to 600 calls a minute.'],
    ['api sideways', 'The Revox API is down or up: say which.'],
  ])('%s does nothing and says how it is said', (text, sentence) => {
    const { done, said } = doing(text);
    expect(done).toEqual([]);
    expect(said).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(['', 'dance'])('“%s” lists what there is', (text) => {
    expect(doing(text)).toEqual({ done: [], said: demoCommandHelp });
  });
});

function doing(text: string) {
  const done: unknown[][] = [];
  const controls: RevoxControls = {
    setCallsPerMinute: (rate) => done.push(['rate', rate]),
    burst: (count, dialError) => done.push(['burst', count, dialError]),
    setCarrierDown: (down) => done.push(['carrier', down]),
    setApiDown: (down) => done.push(['api', down]),
    setKeyRefused: (refused) => done.push(['key', refused]),
    lateCall: () => done.push(['late']),
    state: () => ({ callsPerMinute: 6, carrierDown: false, apiDown: false, keyRefused: false }),
  };
  return { said: runDemoCommand(text, controls), done };
}
