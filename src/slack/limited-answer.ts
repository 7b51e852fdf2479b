/** A page of 999 full messages has less. */
const mostBytes = 32 * 1024 * 1024;

/** The same answer, whose body breaks off with an error where it is larger than any that Slack gives. */
export function limitedAnswer(answer: Response, most = mostBytes): Response {
  if (answer.body === null) return answer;
  const { status, statusText, headers } = answer;
  return new Response(answer.body.pipeThrough(breakOffAfter(most)), { status, statusText, headers });
}

function breakOffAfter(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > most) controller.error(new AnswerTooLargeError(most));
      else controller.enqueue(chunk);
    },
  });
}

export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';

  constructor(most: number) {
    super(`Slack answered with more than ${Math.round(most / 1024 ** 2)} MiB: the rest was not read`);
  }
}
