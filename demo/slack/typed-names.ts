interface Named {
  id: string;
  name: string;
}

/** Who and what can be named in a workspace. */
export interface Names {
  people: Named[];
  groups: Named[];
  channels: Named[];
}

/**
 * What was typed, as Slack hands it to a command; with `should_escape` in the manifest names have their ids.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function asSlackSends(typed: string, names: Names, withIds: boolean): string {
  const text = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // A name begins a word: what stands in an e-mail address or behind a letter is none.
  return withIds
    ? text.replace(/(?<![\w.])([@#])([\p{L}\d._-]+)/gu, (...found) => named(found, names))
    : text;
}

function named([whole, sign, name]: string[], { people, groups, channels }: Names): string {
  const among = (all: Named[]) => all.find((each) => each.name === name?.toLowerCase());
  if (sign === '#') {
    const channel = among(channels);
    return channel === undefined ? String(whole) : `<#${channel.id}|${channel.name}>`;
  }
  const person = among(people);
  if (person !== undefined) return `<@${person.id}|${person.name}>`;
  const group = among(groups);
  return group === undefined ? String(whole) : `<!subteam^${group.id}|@${group.name}>`;
}
