import { getTranslations } from 'next-intl/server';
import { Fact, Facts } from '#app/_ui/facts';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { about } from '#lib/queries/about';

/** Which versions run here. */
export async function AboutPanel({ viewer }: { viewer: Viewer }) {
  const [t, versions] = await Promise.all([getTranslations('about'), about(viewer)]);
  return (
    <Panel title={t('versions')}>
      <Facts>
        <Fact name={t('version')}>{versions.version}</Fact>
        <Fact name={t('commit')}>
          <code className="text-note">{versions.commit ?? t('noCommit')}</code>
        </Fact>
        <Fact name={t('schema')}>{versions.schema}</Fact>
        <Fact name={t('node')}>{versions.node}</Fact>
        <Fact name={t('postgres')}>{versions.postgres}</Fact>
        <Fact name={t('licence')}>{versions.licence}</Fact>
      </Facts>
    </Panel>
  );
}
