/** Everyone who listens gets every event, in order. */
export function eventStream<Event>() {
  const listeners = new Set<(event: Event) => void>();
  return {
    emit: (event: Event) => {
      for (const listener of listeners) listener(event);
    },
    /** @returns how to stop listening */
    listen: (listener: (event: Event) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
