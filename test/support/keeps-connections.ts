/**
 * For a server that tests talk to. On a busy machine the usual 5 s end a connection just when the next request is on
 * its way, which then fails with “other side closed”. Whoever asks lets go after 4 s, if it has its turn.
 */
export const keepsConnections = { keepAliveTimeout: 60_000 };
