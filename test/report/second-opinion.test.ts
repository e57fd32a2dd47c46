import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { dayReport } from '#lib/demo/day-report';
import { Dice } from '#lib/demo/random';
import { REPORTERS } from '#lib/demo/reporters';
import { writeAggregate } from '#lib/demo/write-aggregate';
import { parseAggregateReport } from '#lib/report/aggregate';
import { DEFAULT_LIMITS } from '#lib/report/limits';

// fast-xml-parser reads leniently and by another way than ours: on sound reports both must agree.
const other = new XMLParser({
  parseTagValue: false,
  removeNSPrefix: true,
  isArray: (name) => name === 'record',
});

test('another XML parser counts the same messages in the same records', async () => {
  const story = new Dice('second-opinion');
  const day = { number: 40, moment: 40, startsAt: Date.parse('2026-10-06T00:00Z') / 1000 };
  let compared = 0;
  for (const reporter of REPORTERS) {
    const report = dayReport(reporter, 'tidewater.example', day, story);
    if (!report) continue;
    const xml = writeAggregate(report);
    const ours = await parseAggregateReport(Buffer.from(xml), DEFAULT_LIMITS);
    if (!ours.ok) throw new Error(ours.error.text);
    const { record } = other.parse(xml).feedback;
    expect(ours.value.report.records.map(({ row }) => [row.sourceIp, row.count])).toEqual(
      record.map((one: { row: { source_ip: string; count: string } }) => [
        one.row.source_ip,
        Number(one.row.count),
      ]),
    );
    compared += record.length;
  }
  expect(compared).toBeGreaterThan(50);
});
