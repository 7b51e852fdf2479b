/** Runs one piece of work at a time, in the order asked, whether or not the one before succeeded. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = turn.then(work);
    turn = Promise.allSettled([result]);
    return result;
  };
}
