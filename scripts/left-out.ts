import type { Plugin } from 'rolldown';

/**
 * What packages bring and no program here uses: what is loaded takes memory with each of its letters, for as long as the
 * process lives. Whoever comes to use it finds nothing, as the tests of the bundle would show.
 */
const unused = [
  // Workspaces that install an app by a link; an app of one workspace has its token.
  /[\\/]@slack[\\/]oauth[\\/]/,
  /[\\/]@slack[\\/]bolt[\\/]dist[\\/]receivers[\\/](?:SocketMode|Express|AwsLambda)Receiver\.js$/,
  // For bodies in other encodings than UTF-8, which Slack does not send.
  /[\\/]iconv-lite[\\/]/,
];

const undici = /[\\/]undici[\\/]index\.js$/;

/** What our programs and Slack's client of Socket Mode take from it; all of it is half as much again. */
const undiciParts = {
  Agent: "require('./lib/dispatcher/agent.js')",
  EnvHttpProxyAgent: "require('./lib/dispatcher/env-http-proxy-agent.js')",
  Pool: "require('./lib/dispatcher/pool.js')",
  buildConnector: "require('./lib/core/connect.js')",
  errors: "require('./lib/core/errors.js')",
  fetch: "require('./lib/web/fetch/index.js').fetch",
  WebSocket: "require('./lib/web/websocket/websocket.js').WebSocket",
  ping: "require('./lib/web/websocket/websocket.js').ping",
  CloseEvent: "require('./lib/web/websocket/events.js').CloseEvent",
  ErrorEvent: "require('./lib/web/websocket/events.js').ErrorEvent",
  MessageEvent: "require('./lib/web/websocket/events.js').MessageEvent",
};

export const leavingOut: Plugin = {
  name: 'leaving out what nobody uses',
  load(path) {
    if (unused.some((it) => it.test(path))) return 'module.exports = {};';
    return undici.test(path) ? smallUndici() : null;
  },
};

/** Each part runs when it is first used: over HTTP there is no socket. */
function smallUndici(): string {
  const parts = Object.entries(undiciParts).map(([name, part]) => `get ${name}() { return ${part}; }`);
  return `
    Object.assign(require('./lib/dispatcher/dispatcher.js').prototype, require('./lib/api/index.js'));
    require('./lib/global.js');
    module.exports = { ${parts.join(', ')} };
  `;
}

/** A single letter that takes two bytes makes V8 keep the whole file so, twice as long. */
export const inOneByte: Plugin = {
  name: 'escaping what takes two bytes',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === 'chunk') part.code = part.code.replace(/[^\0-\xff]/g, escaped);
  },
};

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
