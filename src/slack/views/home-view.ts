import type { HomeView } from '@slack/types';

import type { MessageBlock } from '../messages/rendered.ts';
import { withoutTables } from './without-tables.ts';

export interface Home {
  blocks: MessageBlock[];
}

/** https://docs.slack.dev/reference/views/home-tab-views */
export function homeView({ blocks }: Home): HomeView {
  return { type: 'home', blocks: withoutTables(blocks) as HomeView['blocks'] };
}

/** Charts are new to Slack, and the numbers stand beside them: a workspace without them loses little. */
export function withoutCharts({ blocks }: Home): Home {
  return { blocks: blocks.filter(({ type }) => type !== 'data_visualization') };
}
