import type { Slots } from './slots.ts';

export type Language = 'fr' | 'en';

/** One way a connected call can go. The words are drawn again for every call, through `Slots`. */
export interface Conversation {
  language: Language;
  result: 'human' | 'voicemail' | 'IVR' | 'unknown' | 'ios-screening-filter';
  endedBy: 'agent' | 'user' | 'system';
  /** The API gives one only when the agent ended the call. */
  endReason: string | null;
  talkSeconds: readonly [number, number];
  tell(slots: Slots): Told;
}

interface Told {
  turns: Turn[];
  output: Record<string, unknown> | null;
}

/** A turn as the API spells it. */
export interface Turn {
  role: 'assistant' | 'user' | 'tool';
  content: string;
  tool_name?: string;
  tool_arguments?: Record<string, unknown> | string;
  tool_is_error?: boolean;
}

export function agent(content: string): Turn {
  return { role: 'assistant', content };
}

export function person(content: string): Turn {
  return { role: 'user', content };
}

export function tool(name: string, toolArguments: Record<string, unknown> | string, content: string): Turn {
  return {
    role: 'tool',
    content,
    tool_name: name,
    tool_arguments: toolArguments,
    tool_is_error: false,
  };
}

export function failedTool(name: string, toolArguments: Record<string, unknown>, content: string): Turn {
  return { ...tool(name, toolArguments, content), tool_is_error: true };
}
