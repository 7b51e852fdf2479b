import { parseDocument, stringify } from 'yaml';

import type { ConfigurationDocument } from '../calls/configuration/document.ts';
import { typedCommand } from '../process/typed-command.ts';

const head = () => `# yaml-language-server: $schema=./revox.schema.json
# What is posted in which channel. Change it, then: ${typedCommand('config plan revox.yaml')}, and apply.
# A channel that is named here has exactly this; others are left to the people in them.
`;

export function writeFile(document: ConfigurationDocument): string {
  return `${head()}${stringify(document, { lineWidth: 0 })}`;
}

/** npm prints which script it runs before what the script prints, and so into a file that is made of it. */
const fromNpm = /^(?:\s*\n|> .*\n)+/;

/** @throws Error with what is wrong, where it is no YAML */
export function readFile(text: string): unknown {
  const document = parseDocument(text.replace(fromNpm, ''));
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`This is no YAML: ${error.message.split('\n')[0]}`);
  return document.toJS();
}
