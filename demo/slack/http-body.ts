import type { IncomingMessage } from 'node:http';

export type Form = Record<string, string>;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Arguments of a Web API call, which may come as a form or as JSON; null when they are neither (an upload). */
export function formOf(contentType: string, body: Buffer): Form | null {
  if (body.length === 0) return {};
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString()));
  }
  if (!contentType.includes('application/json')) return null;
  const values = JSON.parse(body.toString()) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
