#!/usr/bin/env node
// What `npx revox-for-slack` and `npm start` run. Plain JavaScript, so that a Node that is too old is told what is missing.
import './needs-node.js';

const { launch } = await import('./process/launch.ts');
process.exitCode = launch(process.argv.slice(2));
