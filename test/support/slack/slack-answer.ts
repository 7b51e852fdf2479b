export type Params = Record<string, string>;
export type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

export function refuse(error: string, ...messages: string[]): Answer {
  return { ok: false, error, ...(messages.length === 0 ? {} : { response_metadata: { messages } }) };
}
