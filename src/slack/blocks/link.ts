import type { RichTextElement } from '@slack/types';

const mostCharacters = 3000;

/**
 * A link to a plain web address that is not ours. Slack refuses a whole message for one sign that should have been
 * encoded, and an address of the sixth version of IP cannot be written without such signs. Null for anything else.
 */
export function link(url: string | null, text: string): RichTextElement | null {
  const address = webAddress(url);
  return address === null ? null : { type: 'link', url: address, text };
}

function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, hostname, href } = new URL(url);
  if ((protocol !== 'https:' && protocol !== 'http:') || hostname.startsWith('[')) return null;
  const address = href.replaceAll(/[|[\]^]|%(?![0-9a-f]{2})/gi, encoded);
  return address.length <= mostCharacters ? address : null;
}

function encoded(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
