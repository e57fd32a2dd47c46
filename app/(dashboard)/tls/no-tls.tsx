import { useTranslations } from 'next-intl';
import { Empty } from '#app/_ui/empty';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import type { Filter } from '#lib/filter/filter';

/** What would fill the list: a record that asks for these reports. */
export function NoTls({ path, filter }: { path: string; filter: Filter }) {
  const t = useTranslations('tls.none');
  const cleared = unfilteredHref(path, filter);
  const [domain] = filter.domains;
  if (cleared !== pageHref(path, filter)) {
    return (
      <Empty kind="filtered" title={t('filtered')} action={{ href: cleared, text: t('clear') }} />
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title={t('range')}
      action={{ href: pageHref(path, filter, { period: year }), text: t('year') }}
    >
      {t.rich(domain ? 'hint' : 'hintBelow', {
        name: () => <Code>{domain ? `_smtp._tls.${domain}` : '_smtp._tls'}</Code>,
        record: () => <Code>v=TLSRPTv1; rua=mailto:…</Code>,
      })}
    </Empty>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-[12px] [overflow-wrap:anywhere]">{children}</code>;
}
