/** What one check found: a line for the person who runs the bot. */
export interface Finding {
  /** What was looked at. */
  about: string;
  /** `unknown` where something else must be fixed first; `remark` does not stop a start. */
  state: 'ok' | 'problem' | 'unknown' | 'remark';
  says: string;
  /** What to do, in words of ours alone; null when there is nothing to do. */
  next: string | null;
}

export function fine(about: string, says: string): Finding {
  return { about, state: 'ok', says, next: null };
}

export function wrong(about: string, says: string, next: string): Finding {
  return { about, state: 'problem', says, next };
}

export function untried(about: string, because: string): Finding {
  return { about, state: 'unknown', says: `skipped because ${because}`, next: null };
}

export function worthALook(about: string, says: string): Finding {
  return { about, state: 'remark', says, next: null };
}
