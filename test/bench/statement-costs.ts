/** What statements of one text took of the server's processors in all. */
export type StatementCost = { statement: string; times: number; cpuSeconds: number };

/**
 * Sums up a log that was written with `log_statement_stats`: the costliest statements first. Parsing,
 * binding and executing one are all its cost; only executions are counted as times.
 */
export function statementCosts(log: string): StatementCost[] {
  const costs = new Map<string, StatementCost>();
  for (const [, what = '', body = ''] of log.matchAll(ENTRY)) {
    const [, user, system] = USAGE.exec(body) ?? [];
    const [, text] = STATEMENT.exec(body) ?? [];
    if (user === undefined || text === undefined) continue;
    const statement = text.replace(/\s+/g, ' ').trim();
    const cost = costs.get(statement) ?? { statement, times: 0, cpuSeconds: 0 };
    cost.cpuSeconds += Number(user) + Number(system);
    if (what === 'QUERY' || what === 'EXECUTE MESSAGE') cost.times += 1;
    costs.set(statement, cost);
  }
  return [...costs.values()].sort((a, b) => b.cpuSeconds - a.cpuSeconds);
}

/** Each entry goes on until the next one: its usage and its statement are lines of their own. */
const ENTRY =
  /LOG: {2}(QUERY|(?:PARSE|BIND|EXECUTE) MESSAGE) STATISTICS\n([\s\S]*?)(?=^[^\n]*LOG: {2}|(?![\s\S]))/gm;

/** Of this statement; what follows in brackets is the session's. */
const USAGE = /!\t([\d.]+) s user, ([\d.]+) s system, [\d.]+ s elapsed/;

/** Further lines of a statement begin with a tab, those of the next entry with a time. */
const STATEMENT = /STATEMENT: {2}([^\n]*(?:\n\t[^\n]*)*)/;
