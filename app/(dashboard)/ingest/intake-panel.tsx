import { IntakeChart } from '#app/_ui/intake-chart.client';
import { Panel } from '#app/_ui/panel';
import { formatDay } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import { type IntakeHour, intakeByHour } from '#lib/queries/intake-by-hour';
import type { IngestAsk } from './asked.ts';

/** When reports come: a week of hours, so that a silence is seen. */
export async function IntakePanel({ viewer, now }: IngestAsk) {
  const hours = await intakeByHour(viewer, now);
  return (
    <Panel
      title="Taken in per hour"
      note="UTC hours of the last 7 days"
      summary={<span id="intake-summary">{inWords(hours)}</span>}
    >
      <IntakeChart hours={hours} describedBy="intake-summary" />
    </Panel>
  );
}

function inWords(hours: readonly IntakeHour[]) {
  const reports = hours.reduce((sum, hour) => sum + hour.reports, 0);
  const refused = hours.reduce((sum, hour) => sum + hour.refused, 0);
  const busiest = hours.reduce((most, hour) => (hour.reports > most.reports ? hour : most));
  if (reports === 0) return 'No report was taken in during these days.';
  const most = `${formatCount(busiest.reports)} of them in the busiest hour, ${formatDay(busiest.hour.slice(0, 10))} at ${busiest.hour.slice(11)}:00`;
  const rest = refused > 0 ? ` ${formatCount(refused)} mails could not be read.` : '';
  return `${formatCount(reports)} reports, ${most}.${rest}`;
}
