import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { IntakeChart } from '#app/_ui/intake-chart.client';
import { Panel } from '#app/_ui/panel';
import type { Formats } from '#lib/format/formats';
import { type IntakeHour, intakeByHour } from '#lib/queries/intake-by-hour';
import type { Words } from '#lib/words/translate';
import type { IngestAsk } from './asked.ts';

/** When reports come: a week of hours, so that a silence is seen. */
export async function IntakePanel({ viewer, now }: IngestAsk) {
  const [t, f] = await Promise.all([getTranslations('ingest'), formats()]);
  const hours = await intakeByHour(viewer, now);
  return (
    <Panel
      title={t('intake.title')}
      note={t('intake.note')}
      summary={<span id="intake-summary">{inWords(hours, t, f)}</span>}
    >
      <IntakeChart hours={hours} describedBy="intake-summary" />
    </Panel>
  );
}

function inWords(hours: readonly IntakeHour[], t: Words<'ingest'>, f: Formats) {
  const reports = hours.reduce((sum, hour) => sum + hour.reports, 0);
  const refused = hours.reduce((sum, hour) => sum + hour.refused, 0);
  const { hour, reports: most } = hours.reduce((busiest, one) =>
    one.reports > busiest.reports ? one : busiest,
  );
  if (reports === 0) return t('intake.none');
  return t(refused > 0 ? 'intake.summaryRefused' : 'intake.summary', {
    reports: f.count(reports),
    most: f.count(most),
    refused: f.count(refused),
    day: f.day(hour.slice(0, 10)),
    hour: hour.slice(11),
  });
}
