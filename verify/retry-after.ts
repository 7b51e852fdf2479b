/** Null where Slack asks for no wait in seconds. */
export function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header.trim()) ? Number(header) * 1_000 : null;
}
