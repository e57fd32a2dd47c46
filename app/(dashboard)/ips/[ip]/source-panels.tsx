import type { ReactNode } from 'react';
import { ButtonLink } from '#app/_ui/button';
import { PageHeader } from '#app/_ui/page-header';
import type { Ask } from '#app/(dashboard)/page-bar';
import { filterToSearch } from '#lib/filter/filter';
import { formatDay, formatDays } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import { type SourceDetail, sourceDetail } from '#lib/queries/source-detail';
import { AuthMatrix } from './auth-matrix.tsx';
import { SourceReporters } from './source-reporters.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

type SourcePanelsProps = Ask & { ip: string; children: ReactNode };

/** One source: what it is, how its mail fares and why, and who saw it. */
export async function SourcePanels({ ip, viewer, filter, now, children }: SourcePanelsProps) {
  const source = await sourceDetail(viewer, filter, ip, now);
  return (
    <>
      <PageHeader
        crumbs={[{ href: `/sources${filterToSearch({ ...filter, ip: null })}`, text: 'Sources' }]}
        title={ip}
        lead={<SourceLead source={source} />}
        actions={
          <ButtonLink href={`/reports${filterToSearch({ ...filter, cursor: null })}`}>
            Its reports
          </ButtonLink>
        }
      />
      <VerdictPanel source={source} filter={filter} />
      {children}
      <AuthMatrix rows={source.matrix} />
      <SourceReporters reporters={source.reporters} filter={filter} />
    </>
  );
}

function SourceLead({ source }: { source: SourceDetail }) {
  const { ptr, ptrConfirmed, asn, asName, country, messages, firstDay, lastDay } = source;
  const facts = [
    ptr && `${ptr}${ptrConfirmed === false ? ' (the name does not lead back)' : ''}`,
    asn && `AS${asn}${asName ? ` ${asName}` : ''}`,
    country,
    firstDay && lastDay && seen(firstDay, lastDay),
  ].filter(Boolean);
  return (
    <p className="flex flex-wrap gap-x-5">
      <span>
        <b className="text-ink">{formatCount(messages)}</b> messages
      </span>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

function seen(first: string, last: string) {
  return first === last ? `seen on ${formatDay(first)}` : `seen ${formatDays(first, last)}`;
}
