import type { ImapFlow } from 'imapflow';

/**
 * What imapflow says to its log and to nobody else. It writes nothing.
 *
 * Why a server refuses: to STORE, COPY, MOVE, EXPUNGE and SEARCH imapflow answers `false`, and keeps the
 * server's words for its log. And that a line has come: it asks at each whether to log it.
 */
export class ImapLog {
  /** The last refusal; what a FETCH meets is thrown, and may come in between. */
  last: unknown = null;
  onLine: () => void = () => undefined;

  isLevelEnabled(level: string): boolean {
    if (level === 'debug' || level === 'trace') this.onLine();
    return level === 'warn';
  }

  warn({ err }: { err?: unknown }): void {
    const command = commandOf(err);
    if (command !== null && !/\bFETCH\b/.test(command)) this.last = err;
  }

  /** A line that cannot be made sense of is logged without being asked about. */
  error(): void {
    this.onLine();
  }

  debug(): void {}
  info(): void {}
  // Without it imapflow would write to the console.
  fatal(): void {}
}

/** What was asked for: as it was sent, or, where the connection ended over it, its name. */
function commandOf(err: unknown) {
  if (!(err instanceof Error)) return null;
  if ('executedCommand' in err) return String(err.executedCommand);
  return 'command' in err ? String(err.command) : null;
}

const logs = new WeakMap<ImapFlow, ImapLog>();

/** Notes which log a connection writes. */
export function keepRefusals(client: ImapFlow, log: ImapLog): void {
  logs.set(client, log);
}

/** Why the command before was refused; null where the server gave no reason, or was not asked. */
export function takeRefusal(client: ImapFlow): unknown {
  const log = logs.get(client);
  const refusal = log?.last ?? null;
  if (log) log.last = null;
  return refusal;
}
