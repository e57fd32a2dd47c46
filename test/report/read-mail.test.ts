import { expect, test } from 'vitest';
import { readFile } from '#lib/report/read-file';
import type { ReadReport } from '#lib/report/read-mail';
import { asJson, fixture, meaningOf, pairsOf } from './golden-pairs.ts';

const names = pairsOf('message', '.eml');

test('there are golden pairs of mails', () => {
  expect(names.length).toBeGreaterThan(20);
});

test.each(names)('mail: %s', async (name) => {
  const { items, ...head } = await readFile(`${name}.eml`, fixture('message', `${name}.eml`));
  const found = items.map(({ fileName, member, kind, outcome }) => ({
    fileName,
    member,
    kind,
    ...(outcome.ok
      ? { reportId: reportIdOf(outcome.value), deviations: outcome.value.deviations }
      : { refused: outcome.error }),
  }));
  expect(asJson({ ...head, items: found })).toEqual(meaningOf('message', name));
});

function reportIdOf(read: ReadReport) {
  switch (read.kind) {
    case 'aggregate':
      return read.report.metadata.reportId;
    case 'tls':
      return read.report.reportId;
    case 'failure':
      return null;
  }
}
