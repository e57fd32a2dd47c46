import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { PolicyBadge } from '#app/_ui/badge';
import { OutcomeBar } from '#app/_ui/bar';
import { DataTable } from '#app/_ui/data-table';
import { DrillLink } from '#app/_ui/drill-link';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Notice } from '#app/_ui/notice';
import { Panel } from '#app/_ui/panel';
import { askDomains } from '#app/(dashboard)/asked';
import type { Ask } from '#app/(dashboard)/page-bar';
import { unicodeDomain } from '#lib/domain-name';
import { filterToSearch } from '#lib/filter/filter';
import type { DomainPolicy } from '#lib/queries/domain-list';
import { type SubdomainRow, subdomainList } from '#lib/queries/subdomain-list';

/** The names below a domain that mail bore in its visible From. None of its own: nothing to tell. */
export async function SubdomainsPanel({ viewer, filter, now }: Ask) {
  const [t, ui, f] = await Promise.all([
    getTranslations('domain.subdomains'),
    getTranslations('ui'),
    formats(),
  ]);
  const [{ rows, names, looked }, [domain]] = await Promise.all([
    subdomainList(viewer, filter, { now }),
    askDomains(viewer, filter, now),
  ]);
  if (rows.every(({ name }) => name === domain?.name)) return null;
  const policy = domain?.policy ?? null;
  const madeUp = rows.filter((row) => row.exists === false && row.failed > 0);
  return (
    <Panel
      title={t('title')}
      note={
        names > rows.length ? t('noteOf', { shown: rows.length, all: f.count(names) }) : t('note')
      }
      summary={looked.whole ? undefined : t('looked', { day: f.day(looked.from) })}
    >
      {madeUp.length > 0 && policy !== null && (policy.np ?? policy.sp ?? policy.p) !== 'reject' ? (
        <div className="px-[18px] pt-3">
          <Notice tone="warn">
            {t('madeUp', { n: madeUp.length, name: madeUp[0]?.name ?? '' })}
          </Notice>
        </div>
      ) : null}
      <DataTable
        caption={t('caption')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          {
            head: t('name'),
            cell: ({ name }) => (
              <DrillLink
                href={`/reports${filterToSearch(filter, { headerFrom: { not: false, values: [name] } })}`}
              >
                {unicodeDomain(name)}
              </DrillLink>
            ),
          },
          { head: t('exists'), phone: 'keep', cell: (row) => <Exists row={row} /> },
          {
            head: t('policy'),
            phone: 'keep',
            cell: (row) => <Applied row={row} policy={policy} />,
          },
          {
            head: ui('messages'),
            end: true,
            phone: 'keep',
            cell: ({ messages }) => f.count(messages),
          },
          {
            head: ui('compliance'),
            end: true,
            phone: 'keep',
            cell: ({ passed, messages }) => f.percent(passed, messages),
          },
          { head: t('became'), cell: ({ byOutcome }) => <OutcomeBar counts={byOutcome} /> },
        ]}
      />
    </Panel>
  );
}

function Exists({ row: { name, domain, exists } }: { row: SubdomainRow }) {
  const t = useTranslations('domain.subdomains');
  if (name === domain) return <span className="text-ink-2">{t('itself')}</span>;
  if (exists === null) return <span className="text-ink-3">{t('notAsked')}</span>;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <Glyph
        name={exists ? 'check' : 'x'}
        className={`translate-y-[2px] ${exists ? 'text-passed' : 'text-delivered'}`}
      />
      {t(exists ? 'known' : 'unknown')}
    </span>
  );
}

/** Which tag speaks for a name (RFC 9989 §4.7); a record of its own would stand above all of them. */
function Applied({ row, policy }: { row: SubdomainRow; policy: DomainPolicy | null }) {
  const t = useTranslations('domain.subdomains');
  if (policy === null) return <span className="text-ink-3">–</span>;
  const tag = row.name === row.domain ? 'p' : tagFor(row.exists, policy);
  return (
    <span className="inline-flex items-center gap-1.5">
      <PolicyBadge policy={policy[tag]} />
      <span className="text-small text-ink-3">
        {row.hasOwnRecord && row.name !== row.domain ? t('ownRecord') : t('by', { tag })}
      </span>
    </span>
  );
}

function tagFor(exists: boolean | null, { np, sp }: DomainPolicy) {
  if (exists === false && np !== null) return 'np';
  return sp === null ? 'p' : 'sp';
}
