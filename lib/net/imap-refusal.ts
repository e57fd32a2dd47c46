import type { ImapFlow } from 'imapflow';

/**
 * Hears why a server refuses. To STORE, COPY, MOVE, EXPUNGE and SEARCH imapflow answers `false` and
 * keeps the server's words for its log, so this is that log, and hears nothing else.
 */
export class RefusalLog {
  /** The last one; what a FETCH meets is thrown, and may come in between. */
  last: unknown = null;

  isLevelEnabled(level: string): boolean {
    return level === 'warn';
  }

  warn({ err }: { err?: unknown }): void {
    const command = commandOf(err);
    if (command !== null && !/\bFETCH\b/.test(command)) this.last = err;
  }

  // Without them imapflow would write errors to the console.
  debug(): void {}
  info(): void {}
  error(): void {}
  fatal(): void {}
}

/** What was asked for: as it was sent, or, where the connection ended over it, its name. */
function commandOf(err: unknown) {
  if (!(err instanceof Error)) return null;
  if ('executedCommand' in err) return String(err.executedCommand);
  return 'command' in err ? String(err.command) : null;
}

const logs = new WeakMap<ImapFlow, RefusalLog>();

/** Notes which log a connection writes. */
export function keepRefusals(client: ImapFlow, log: RefusalLog): void {
  logs.set(client, log);
}

/** Why the command before was refused; null where the server gave no reason, or was not asked. */
export function takeRefusal(client: ImapFlow): unknown {
  const log = logs.get(client);
  const refusal = log?.last ?? null;
  if (log) log.last = null;
  return refusal;
}
