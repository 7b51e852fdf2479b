import type { HomeView } from '@slack/types';

import type { MessageBlock } from './rendered.ts';
import { viewBlocks } from './view-blocks.ts';

export interface Home {
  blocks: MessageBlock[];
}

/** https://docs.slack.dev/reference/views/home-tab-views */
export function homeView({ blocks }: Home): HomeView {
  return { type: 'home', blocks: viewBlocks(blocks) as HomeView['blocks'] };
}
