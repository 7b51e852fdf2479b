import type { Demo } from './demo.ts';

/** What the terminal says once everything runs: the page is the demo. */
export function welcome({ page, workspace, revox, logPath, startCommand }: Demo): string {
  return `
Revox for Slack, with Slack and Revox emulated on this machine

  Open     ${page.url}

  Slack    ${workspace.inspectorUrl}   every message, as Slack keeps it
  Revox    ${revox.inspectorUrl}   what the bot asks, and the call centre
${startCommand === null ? `  Bot log  ${logPath}\n` : yours(startCommand)}
Everything happens on the page. What the bot posts is noted below, a line each. Ctrl-C ends it all.
`;
}

/** Its lines begin at the margin, to be copied. */
function yours(startCommand: string): string {
  return `
No bot runs yet. Start yours in another terminal, in this folder:

${startCommand}
`;
}
