import { expect, test } from 'vitest';
import { failureReportOf, INCIDENTS } from '#lib/demo/failure-story';
import { Dice } from '#lib/demo/random';
import { writeFailureMessage } from '#lib/demo/write-failure';
import { readMail } from '#lib/report/read-mail';

const POSTING = {
  submitter: 'amberline.example',
  to: 'dmarc@tidewater.example',
  sentAt: new Date('2026-11-24T04:05:06Z'),
};

test.each(INCIDENTS)('the failure report of day $moment survives its mail', async (incident) => {
  const report = failureReportOf(incident, 1_795_392_000, new Dice('test'));
  const { items } = await readMail(writeFailureMessage(report, POSTING));
  expect(items.map(({ outcome }) => (outcome.ok ? outcome.value.report : outcome))).toEqual([
    report,
  ]);
});

test('what is not known is left out', async () => {
  const [incident] = INCIDENTS;
  if (!incident) throw new Error('Nothing ever failed.');
  const whole = failureReportOf(incident, 1_795_392_000, new Dice('test'));
  const report = {
    ...whole,
    userAgent: null,
    originalMailFrom: null,
    originalRcptTo: [],
    authenticationResults: [],
    deliveryResult: null,
    incidents: 1,
    original: { from: null, subject: null, messageId: null },
  };
  const { items } = await readMail(writeFailureMessage(report, POSTING));
  expect(items[0]?.outcome).toMatchObject({ ok: true, value: { report } });
});
