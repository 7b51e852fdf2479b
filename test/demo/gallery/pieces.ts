import type { KnownBlock } from '@slack/types';

/** One thing that people read in Slack, under the name of its picture. */
export interface Piece {
  name: string;
  /** What it is, in half a sentence. */
  caption: string;
  /** How it is come by, where a command does. */
  command?: string;
  shown: Shown;
}

export type Shown =
  | { kind: 'message' | 'answer'; text: string; blocks: KnownBlock[] }
  | { kind: 'modal' | 'home'; view: ShownView };

export interface ShownView {
  title?: { text: string } | null;
  submit?: { text: string } | null;
  close?: { text: string } | null;
  blocks: KnownBlock[];
}
