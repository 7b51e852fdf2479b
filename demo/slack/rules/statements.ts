import type { Row } from './row.ts';

const kit = 'https://docs.slack.dev/reference/block-kit';
const select = `${kit}/block-elements/select-menu-element`;
const chart = `${kit}/blocks/data-visualization-block`;
const views = 'https://docs.slack.dev/reference/views';

const pages = {
  'type.known': kit,
  'type.placed': kit,
  'property.known': 'https://github.com/nicklambourne/slackblocks/issues/36',
  'property.form': kit,
  'text.plain': `${kit}/composition-objects/text-object`,
  'text.well-formed': 'https://www.rfc-editor.org/rfc/rfc8259#section-8.2',
  'id.unique': kit,
  'option.unique': select,
  'option.initial': select,
  'select.either': select,
  'input.initial': `${kit}/block-elements/plain-text-input-element`,
  'input.submit': `${kit}/blocks/input-block`,
  'section.content': `${kit}/blocks/section-block`,
  'table.width': `${kit}/blocks/table-block`,
  'table.beside-data_table': `${kit}/blocks/data-table-block`,
  'chart.labels': chart,
  'url.form': `${kit}/block-elements/button-element`,
  'url.characters': `${kit}/block-elements/button-element`,
  'view.type': views,
  'message.empty': 'https://docs.slack.dev/reference/methods/chat.postMessage',
  'metadata.names': 'https://docs.slack.dev/messaging/message-metadata',
};

export type StatementId = keyof typeof pages;

/** What others found refused, and Slack's pages do not say. */
const unsure = new Set<string>(['table.beside-data_table', 'url.characters']);

const errors: Partial<Record<StatementId, string>> = {
  'message.empty': 'no_text',
  'metadata.names': 'invalid_metadata_schema',
};

export interface Statement extends Row {
  error?: string | undefined;
}

/** What is true of Slack beyond numbers and places. `relations.ts` and its neighbours check it. */
export const statements = Object.fromEntries(
  Object.entries(pages).map(([id, source]) => [
    id,
    { id, source, read: '2026-11', certain: !unsure.has(id), error: errors[id as StatementId] },
  ]),
) as Record<StatementId, Statement>;
