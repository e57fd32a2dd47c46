import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { requireViewer } from '#lib/auth/require-viewer';
import { parseFilter, type Search } from '#lib/filter/filter';
import { CommandsPanel } from './commands-panel.tsx';
import { EndpointsPanel } from './endpoints-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { TokenPanel } from './token-panel.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('api');
  return { title: t('title') };
}

export default async function ApiPage({ searchParams }: { searchParams: Promise<Search> }) {
  await requireViewer();
  const [t, settings] = await Promise.all([getTranslations('api'), getTranslations('settings')]);
  const { of, ...asked } = await searchParams;
  const page = typeof of === 'string' ? of.slice(0, 1000) : null;
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ href: '/settings', text: settings('title') }]}
        title={t('title')}
        lead={t('lead')}
      />
      <TokenPanel />
      <CommandsPanel page={page} filter={parseFilter(asked)} />
      <LimitsPanel />
      <EndpointsPanel />
    </PageBody>
  );
}
