// Plain JavaScript, so that a Node that cannot read TypeScript says what is missing. Run before anything else.
const needed = 24;

if (Number.parseInt(process.versions.node, 10) < needed) {
  process.stderr.write(
    `Revox for Slack needs Node ${needed} or newer, and this is Node ${process.versions.node}: install Node ${needed}, then start again.\n`,
  );
  process.exit(78);
}
