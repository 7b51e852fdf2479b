import type { Block, KnownBlock } from '@slack/types';
import type { Instant } from '../../calls/call.ts';
import type { HiddenFields } from '../../calls/hidden-fields.ts';

/** What one person is shown. Where it has no text of its own, its blocks are read aloud (`aloud.ts`). */
export interface Shown {
  text?: string;
  blocks: MessageBlock[];
}

/** A message of a channel. `text` stands alone: a notification shows it and a screen reader says it. */
export interface Rendered extends Shown {
  text: string;
}

export interface RenderOptions {
  phoneNumbers: 'masked' | 'full';
  /** Extracted fields that these readers do not see. */
  hiddenFields?: HiddenFields;
  /** Extracted fields that make the headline of a call, where somebody chose them. */
  headline?: readonly string[] | undefined;
  now: Instant;
  /** IANA zone for what Slack cannot show in the reader's own. */
  timezone: string;
  /** Folder with a page for each kind of incident; null where nobody said where it can be read. */
  runbookUrl?: string | null;
}

export type MessageBlock = KnownBlock | ChartBlock;

/**
 * Slack draws charts since June 2026; `@slack/types` 3.2 does not know the block yet.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface ChartBlock extends Block {
  type: 'data_visualization';
  title: string;
  chart: PieChart | BarChart;
}

interface PieChart {
  type: 'pie';
  segments: ChartPoint[];
}

interface BarChart {
  type: 'bar';
  series: { name: string; data: ChartPoint[] }[];
  axis_config: { categories: string[]; x_label?: string; y_label?: string };
}

export interface ChartPoint {
  label: string;
  value: number;
}
