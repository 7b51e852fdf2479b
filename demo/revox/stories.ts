import type { Campaigns } from './scenarios/index.ts';

/** The one company whose calls are shown. */
export interface Story {
  /** What it is called where it is chosen. */
  title: string;
  campaigns: Campaigns;
}

export type StoryName = keyof typeof stories;

export const stories = {
  sales: { title: 'Sales: quotes for delivery planning', campaigns: [['enquiries', 1]] },
  clinic: { title: 'Clinic: appointments', campaigns: [['appointments', 1]] },
} satisfies Record<string, Story>;

export const storyNames = Object.keys(stories) as [StoryName, ...StoryName[]];
