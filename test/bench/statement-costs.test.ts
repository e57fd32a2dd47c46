import { expect, test } from 'vitest';
import { statementCosts } from './statement-costs.ts';

test('parsing, binding and executing are all the cost of a statement', () => {
  const log = [
    entry('PARSE MESSAGE', '0.001000', '0.000500', 'INSERT INTO report'),
    entry('BIND MESSAGE', '0.000500', '0.000000', 'INSERT INTO report'),
    entry('EXECUTE MESSAGE', '0.010000', '0.002000', 'INSERT INTO report'),
    entry('QUERY', '0.020000', '0.004000', 'COPY record FROM STDIN'),
    entry('EXECUTE MESSAGE', '0.001000', '0.000000', 'INSERT INTO report'),
  ].join('');
  expect(rounded(log)).toEqual([
    { statement: 'COPY record FROM STDIN', times: 1, cpuSeconds: 0.024 },
    { statement: 'INSERT INTO report', times: 2, cpuSeconds: 0.015 },
  ]);
});

test('a statement of several lines is one, and ends where the next entry begins', () => {
  const log =
    entry('QUERY', '0.001000', '0.000000', 'SELECT 1\n\t  FROM report') +
    '2026-11-24 20:00:00.000 UTC [7] ERROR:  no\n' +
    '2026-11-24 20:00:00.000 UTC [7] STATEMENT:  SELECT 2\n' +
    entry('QUERY', '0.002000', '0.000000', 'SELECT 3');
  expect(rounded(log).map(({ statement }) => statement)).toEqual([
    'SELECT 3',
    'SELECT 1 FROM report',
  ]);
});

test('other lines of a log cost nothing', () => {
  expect(statementCosts('2026-11-24 20:00:00.000 UTC [7] LOG:  checkpoint complete\n')).toEqual([]);
});

function rounded(log: string) {
  return statementCosts(log).map((cost) => ({
    ...cost,
    cpuSeconds: Number(cost.cpuSeconds.toFixed(6)),
  }));
}

/** As Postgres 18 writes it. */
function entry(what: string, user: string, system: string, statement: string) {
  const head = '2026-11-24 20:00:00.000 UTC [7]';
  return [
    `${head} LOG:  ${what} STATISTICS`,
    `${head} DETAIL:  ! system usage stats:`,
    `\t!\t${user} s user, ${system} s system, 0.100000 s elapsed`,
    '\t!\t[1.500000 s user, 2.500000 s system total]',
    '\t!\t20000 kB max resident size',
    `${head} STATEMENT:  ${statement}`,
    '',
  ].join('\n');
}
