import { Figure, Figures } from '#app/_ui/figures';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCompact, formatCount, formatPercent } from '#lib/format/number';
import { askTlsReports } from './asked.ts';

/** The sessions of the period, and how many of them were encrypted as they should be. */
export async function TlsFigures({ viewer, filter, now }: Ask) {
  const { totals } = await askTlsReports(viewer, filter, now);
  const { reports, reporters, successful, failed } = totals;
  if (reports === 0) return null;
  const sessions = successful + failed;
  return (
    <Figures>
      <Figure
        label="Sessions reported"
        value={formatCompact(sessions)}
        exact={formatCount(sessions)}
      />
      <Figure
        label="Encrypted"
        value={formatPercent(successful, sessions)}
        note="as the policy asks"
      />
      <Figure label="Failed" value={formatCompact(failed)} exact={formatCount(failed)} />
      <Figure
        label="Reporters"
        value={formatCount(reporters)}
        note={`${formatCount(reports)} ${reports === 1 ? 'report' : 'reports'}`}
      />
    </Figures>
  );
}
