import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#app/_ui/button';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import { SenderVerdict } from '#app/_ui/sender-verdict';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';
import { type VerdictSetting, verdictSettings } from '#lib/queries/verdict-settings';

/** Which reports count, in short. */
export async function CountedPanel({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations('settings');
  const settings = await verdictSettings(viewer);
  return (
    <Panel
      title={t('counted.title')}
      note={t('counted.note')}
      action={
        isOperator(viewer) ? (
          <ButtonLink href="/settings/reports" small>
            {t('change')}
          </ButtonLink>
        ) : null
      }
    >
      <Facts>
        <Fact name={t('counted.counted')}>
          <Verdicts settings={settings.filter(({ counts }) => counts)} />
        </Fact>
        <Fact name={t('counted.kept')}>
          <Verdicts settings={settings.filter(({ counts }) => !counts)} />
        </Fact>
      </Facts>
    </Panel>
  );
}

function Verdicts({ settings }: { settings: readonly VerdictSetting[] }) {
  const t = useTranslations('settings');
  if (settings.length === 0) return t('none');
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {settings.map(({ verdict }) => (
        <li key={verdict}>
          <SenderVerdict verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}
