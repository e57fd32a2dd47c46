import { getTranslations } from 'next-intl/server';
import { Figure, Figures } from '#app/_ui/figures';
import { formats } from '#app/_ui/formats';
import type { Ask } from '#app/(dashboard)/page-bar';
import { askTlsReports } from './asked.ts';

/** The sessions of the period, and how many of them were encrypted as they should be. */
export async function TlsFigures({ viewer, filter, now }: Ask) {
  const [t, f] = await Promise.all([getTranslations('tls.figures'), formats()]);
  const { totals } = await askTlsReports(viewer, filter, now);
  const { reports, reporters, successful, failed } = totals;
  if (reports === 0) return null;
  const sessions = successful + failed;
  return (
    <Figures>
      <Figure label={t('sessions')} value={f.compact(sessions)} exact={f.count(sessions)} />
      <Figure label={t('encrypted')} value={f.percent(successful, sessions)} note={t('asAsked')} />
      <Figure label={t('failed')} value={f.compact(failed)} exact={f.count(failed)} />
      <Figure
        label={t('reporters')}
        value={f.count(reporters)}
        note={t('reports', { n: reports, count: f.count(reports) })}
      />
    </Figures>
  );
}
