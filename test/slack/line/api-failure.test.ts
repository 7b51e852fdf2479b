import { WebAPIRequestError } from '@slack/web-api';
import { expect, test } from 'vitest';

import { apiFailureOf } from '../../../src/slack/line/api-failure.ts';

/** As `fetch` reports what happened to its connection. */
function fetchFailed(cause: Error): WebAPIRequestError {
  return new WebAPIRequestError(new TypeError('fetch failed', { cause }));
}

function networkError(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, syscall });
}

test.for<[string, Error, 'unreachable' | 'unclear', string]>([
  ['no name server', networkError('EAI_AGAIN', 'getaddrinfo'), 'unreachable', 'EAI_AGAIN'],
  ['no route', networkError('EHOSTUNREACH', 'connect'), 'unreachable', 'EHOSTUNREACH'],
  ['nobody takes the call', networkError('ETIMEDOUT', 'connect'), 'unreachable', 'ETIMEDOUT'],
  [
    'no connection in time',
    networkError('UND_ERR_CONNECT_TIMEOUT'),
    'unreachable',
    'UND_ERR_CONNECT_TIMEOUT',
  ],
  ['an expired certificate', networkError('CERT_HAS_EXPIRED'), 'unreachable', 'CERT_HAS_EXPIRED'],
  [
    'another host’s',
    networkError('ERR_TLS_CERT_ALTNAME_INVALID'),
    'unreachable',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  [
    'one signed by itself',
    networkError('DEPTH_ZERO_SELF_SIGNED_CERT'),
    'unreachable',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ],
  // The same words about a connection that was open, so that the request may have arrived.
  ['the route is lost', networkError('EHOSTUNREACH', 'read'), 'unclear', 'EHOSTUNREACH'],
  ['reset by the other side', networkError('ECONNRESET', 'read'), 'unclear', 'ECONNRESET'],
  ['timed out', networkError('ETIMEDOUT', 'write'), 'unclear', 'ETIMEDOUT'],
  ['no answer in time', networkError('UND_ERR_HEADERS_TIMEOUT'), 'unclear', 'UND_ERR_HEADERS_TIMEOUT'],
  ['something new', networkError('E_NEW'), 'unclear', 'E_NEW'],
])('%s: %s', ([, cause, kind, code]) => {
  expect(apiFailureOf(fetchFailed(cause))).toEqual({ kind, code });
});

test('where several addresses were tried, the request left if it may have left for one of them', () => {
  const refused = networkError('ECONNREFUSED', 'connect');
  const reset = networkError('ECONNRESET', 'read');
  expect(apiFailureOf(fetchFailed(new AggregateError([refused, refused])))).toMatchObject({
    kind: 'unreachable',
  });
  expect(apiFailureOf(fetchFailed(new AggregateError([refused, reset])))).toMatchObject({ kind: 'unclear' });
  expect(apiFailureOf(fetchFailed(new AggregateError([])))).toMatchObject({ kind: 'unclear' });
});

test('what is no error of the SDK is unclear, whatever it is', () => {
  expect(apiFailureOf('oops')).toEqual({ kind: 'unclear', code: 'unknown' });
  expect(apiFailureOf(new RangeError('?'))).toEqual({ kind: 'unclear', code: 'RangeError' });
});
