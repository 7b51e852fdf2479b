// Plain JavaScript, so that a Node that cannot read TypeScript says what is missing. Run before anything else.
// By major version, the minor one that has all we use: `setGlobalProxyFromEnv` came last.
const needed = { 24: 14, 25: 4 };
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 24 || minor < (needed[major] || 0)) {
  process.stderr.write(
    `Revox for Slack needs Node 24.14 or newer, and this is Node ${process.versions.node}: install the latest Node 24, then start again.\n`,
  );
  process.exit(78);
}
