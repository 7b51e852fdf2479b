/**
 * What a person typed, without what Slack made of it: “+33 1…” arrives as `<tel:+33…|+33 1…>`, a channel as
 * `<#C0123|calls>`, and `&`, `<` and `>` as entities. People and groups keep their ids, as `<@U0123|anna>` and
 * `<!subteam^S0123|@oncall>`.
 * https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
 */
export function asTyped(text: string): string {
  return text
    .replaceAll(/(?<!\\)<(?:tel|mailto|https?):([^|>]*)\|([^>]*)>/g, '$2')
    .replaceAll(/(?<!\\)<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) => `#${name || id}`)
    .replaceAll(/(?<!\\)<(?:tel:|mailto:)?([^>|\s@!][^>|\s]*)>/g, '$1')
    .replaceAll(/(?<!\\)&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => entities[name]);
}

const entities = { amp: '&', lt: '<', gt: '>' };

const recognised = /<(?:@|!subteam\^)([A-Z0-9]{2,20})(?:\|@?([^>]*))?>/g;

/** People and groups that Slack recognised by their names again, as one typed them. */
export function withNames(text: string): string {
  return text.replaceAll(recognised, (_, id: string, name?: string) => `@${name || id}`);
}

/** In an app of an older manifest Slack recognises nobody. */
export const recogniseNames = [
  'If Slack offers that name, the manifest of the app is old: in its settings, under Slash Commands,',
  'tick “Escape channels, users, and links sent to your app” for /revox.',
].join(' ');
