const everyMs = 500;

/**
 * Says once that the process that started this one is gone. A `kill -9` of npm or of its shell hands on no signal, and
 * the system gives what they leave behind another parent.
 */
export function onceParentIsGone(isGone: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    isGone();
  }, everyMs);
  looking.unref();
}
