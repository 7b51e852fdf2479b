/** What manifest.yml asks for, and what does not work without it. */
export const scopesNeeded: Record<string, string> = {
  'chat:write': 'nothing can be posted',
  'channels:history': 'a post whose answer was lost in a public channel cannot be read back',
  'groups:history': 'a post whose answer was lost in a private channel cannot be read back',
  'channels:read': 'a public channel cannot be found by its #name',
  'groups:read': 'a private channel cannot be found by its #name',
  commands: '/revox does not exist',
  'users:read': 'nobody gets an answer, because members cannot be distinguished from guests and strangers',
  'usergroups:read': 'no user group can be mentioned',
  'files:write': '/revox export cannot deliver its file',
  'im:write': '/revox export cannot open a direct message for its file',
};

/** Those that the app was not given; none where Slack names no scopes. */
export function missingScopes(granted: string[] | undefined): string[] {
  return granted === undefined ? [] : Object.keys(scopesNeeded).filter((scope) => !granted.includes(scope));
}

/** What to paste, and where: an app that was made from an older manifest lacks them. */
export function howToAdd(scopes: string[]): string {
  const lines = scopes.map((scope) => `“- ${scope}”`).join(' and ');
  return `paste ${lines} under oauth_config → scopes → bot on the app’s App Manifest page, then install the app again`;
}
