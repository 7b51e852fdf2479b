/** What is kept of an error: who it is, why, where, and its causes. Its other properties may hold whole requests. */
export interface DescribedError {
  name: string;
  message: string;
  reason?: string;
  code?: string | number;
  stack?: string;
  cause?: DescribedError;
}

const causesKept = 4;

export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: short(String(error)) };
  const { reason, code } = error as { reason?: unknown; code?: unknown };
  const cause = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return {
    name: error.name,
    message: short(error.message),
    ...(typeof reason === 'string' && { reason: short(reason) }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(error.stack !== undefined && { stack: placesOf(error.stack) }),
    ...(cause !== undefined && depth < causesKept && { cause: describeError(cause, depth + 1) }),
  };
}

/** Where it happened. The head of a stack repeats the message, which may be as long as the answer of a server. */
function placesOf(stack: string): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return places.slice(0, 15).join('\n');
}

function short(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
