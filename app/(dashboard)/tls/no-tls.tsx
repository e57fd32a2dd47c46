import { Empty } from '#app/_ui/empty';
import { pageHref, unfilteredHref } from '#app/_ui/page-href';
import type { Filter } from '#lib/filter/filter';

/** What would fill the list: a record that asks for these reports. */
export function NoTls({ path, filter }: { path: string; filter: Filter }) {
  const cleared = unfilteredHref(path, filter);
  const [domain] = filter.domains;
  if (cleared !== pageHref(path, filter)) {
    return (
      <Empty
        kind="filtered"
        title="No TLS report matches these filters"
        action={{ href: cleared, text: 'Clear filters' }}
      />
    );
  }
  const year = { kind: 'relative', range: '12m' } as const;
  return (
    <Empty
      kind="range"
      title="No TLS report in this period"
      action={{ href: pageHref(path, filter, { period: year }), text: 'Look at 12 months' }}
    >
      Google, Microsoft and others send one a day for every domain that asks for them, by a TXT
      record at <Code>{domain ? `_smtp._tls.${domain}` : '_smtp._tls'}</Code>
      {domain ? '' : ' below it'} that says <Code>v=TLSRPTv1; rua=mailto:…</Code> with the address
      of the mailbox that is read here.
    </Empty>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-[12px] [overflow-wrap:anywhere]">{children}</code>;
}
