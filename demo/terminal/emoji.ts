/** The emoji that a bot's own words are likely to name; another one shows as its name. */
const pictures: Record<string, string> = {
  large_green_circle: '🟢',
  green_circle: '🟢',
  large_orange_circle: '🟠',
  orange_circle: '🟠',
  large_yellow_circle: '🟡',
  red_circle: '🔴',
  large_red_circle: '🔴',
  white_circle: '⚪',
  large_blue_circle: '🔵',
  white_check_mark: '✅',
  warning: '⚠️',
  rotating_light: '🚨',
  telephone_receiver: '📞',
  bell: '🔔',
  no_bell: '🔕',
  x: '❌',
  eyes: '👀',
};

export function emojiPicture(name: string): string {
  return pictures[name] ?? `:${name}:`;
}
