// What one would write in an hour: reads the first page, remembers the ids, and posts each call that it does not know.
// It is compared with the product at rest. Plain JavaScript, so that no memory goes into reading types.
const [listUrl, slackUrl, channel, everySeconds] = process.argv.slice(2);
const known = new Set();
let isFirst = true;

async function poll() {
  const response = await fetch(`${listUrl}/call?page=0&page_size=100`, {
    headers: { authorization: 'Bearer sk_bench' },
  });
  const { calls } = await response.json();
  for (const call of calls.toReversed()) {
    const isOver = call.status === 'completed' || call.status === 'error';
    if (!isOver || known.has(call.id)) continue;
    known.add(call.id);
    if (!isFirst) await post(call);
  }
  isFirst = false;
}

async function post(call) {
  await fetch(`${slackUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-bench', 'content-type': 'application/json' },
    body: JSON.stringify({ channel, text: `Call ${call.phone_number}: ${call.result ?? call.dial_error}` }),
  });
}

setInterval(() => poll().catch(console.error), Number(everySeconds) * 1000);
await poll();
process.send?.('started');
