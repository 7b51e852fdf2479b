/** A function that remembers so many of its answers, for what takes far longer to make than to look up. */
export function remembered<Asked extends (string | number)[], Answer>(
  most: number,
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  const known = new Map<string, Answer>();
  return (...asked) => {
    const key = asked.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const answer = make(...asked);
    known.set(key, answer);
    return answer;
  };
}
