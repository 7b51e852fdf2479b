/** How many ports are tried before the system is asked for any. */
const tries = 20;

/** Starts a server on the port it is known by, or on the next free one when that is taken. */
export async function onPortNear<Server>(
  preferred: number,
  start: (port: number) => Promise<Server>,
): Promise<Server> {
  if (preferred === 0) return start(0);
  for (let port = preferred; port < preferred + tries; port++) {
    try {
      return await start(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  return start(0);
}
