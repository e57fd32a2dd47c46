/** What a shell says of a program that ended by Ctrl-C. */
const INTERRUPTED = 130;

/**
 * Ctrl-C asks for an end after the work in hand, so that what was read is stored and told; a second
 * one ends the process at once.
 */
export function stopOnInterrupt(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = INTERRUPTED;
    stop.abort();
  });
  return stop.signal;
}
