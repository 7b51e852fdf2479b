// Prints the file of a program to start. Plain JavaScript, so that a Node that is too old is told what is missing.
import './needs-node.js';

const { newestProgram } = await import('./process/bundle.ts');
process.stdout.write(newestProgram(process.argv[2]));
