import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#app/_ui/badge';
import { DataTable } from '#app/_ui/data-table';
import { DomainName } from '#app/_ui/domain-name';
import { Instant } from '#app/_ui/instant';
import { useFormats } from '#app/_ui/use-formats';
import type { ManagedDomain } from '#lib/queries/managed-domains';
import { TICKED_FORM } from './ticked-form.ts';

type DomainTableProps = {
  rows: readonly ManagedDomain[];
  ticked: readonly string[];
  /** Days that records are kept where they are not those of all, by domain. */
  domainDays: Readonly<Record<string, number | null>>;
  now: Date;
};

/** Domains to be ticked, each with what was said of it. */
export function DomainTable({ rows, ticked, domainDays, now }: DomainTableProps) {
  const t = useTranslations('settings');
  const f = useFormats();
  const kept = (name: string) => {
    const days = domainDays[name];
    if (days === undefined) return t('domains.asAll');
    return days === null ? t('forEver') : t('retention.days', { n: days, count: f.count(days) });
  };
  return (
    <DataTable
      caption={t('domains.domains')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          head: t('domains.domain'),
          cell: ({ name, unicode, isDemo }) => (
            <span className="flex items-start gap-2.5">
              <label className="flex items-start gap-2.5">
                <input
                  type="checkbox"
                  name="d"
                  value={name}
                  form={TICKED_FORM}
                  defaultChecked={ticked.includes(name)}
                  className="mt-[3px] shrink-0"
                />
                <span>
                  <DomainName name={name} unicode={unicode} />
                </span>
              </label>
              {isDemo ? <Badge tone="quiet">{t('domains.demo')}</Badge> : null}
            </span>
          ),
        },
        {
          head: t('domains.groups'),
          phone: 'keep',
          cell: ({ groups }) => groups.join(', ') || <span className="text-ink-3">–</span>,
        },
        {
          head: t('domains.parkedSince'),
          phone: 'keep',
          cell: ({ parkedAt }) =>
            parkedAt ? <Instant at={parkedAt} now={now} /> : <span className="text-ink-3">–</span>,
        },
        {
          head: t('domains.kept'),
          cell: ({ name }) => (
            <Link href="/settings/retention" className="text-ink-2 hover:underline">
              {kept(name)}
            </Link>
          ),
        },
      ]}
    />
  );
}
