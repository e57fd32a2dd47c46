import { getTranslations } from 'next-intl/server';
import { AutoRefresh } from '#app/_ui/auto-refresh.client';
import { type Column, DataTable } from '#app/_ui/data-table';
import { formats } from '#app/_ui/formats';
import { Glyph } from '#app/_ui/glyph';
import { Instant } from '#app/_ui/instant';
import { Panel } from '#app/_ui/panel';
import { askDomainNames, askGroups } from '#app/(dashboard)/asked';
import { resolvePeriod } from '#lib/filter/period';
import { evidencePacks, type PackRow } from '#lib/queries/evidence-packs';
import type { ExportAsk } from './asked.ts';
import { EvidenceForm } from './evidence-form.client.tsx';

/** Evidence packs: ask for one, see how far it is, take it. */
export async function EvidencePanel({ viewer, filter, now }: ExportAsk) {
  const [t, f] = await Promise.all([getTranslations('exports.evidence'), formats()]);
  const [packs, domains, groups] = await Promise.all([
    evidencePacks(viewer),
    askDomainNames(viewer),
    askGroups(viewer),
  ]);
  const goesOn = packs.some(({ state }) => state === 'waiting' || state === 'making');
  const columns: Column<PackRow>[] = [
    {
      head: t('file'),
      className: 'max-w-[30rem] font-normal [overflow-wrap:anywhere]',
      cell: ({ id, state, fileName }) =>
        state === 'done' ? (
          <a href={`/exports/evidence/${id}`} download className="text-accent hover:underline">
            <Glyph name="download" /> {fileName}
          </a>
        ) : (
          fileName
        ),
    },
    { head: t('by'), className: 'text-ink-2', cell: ({ actor }) => actor },
    {
      head: t('when'),
      phone: 'keep',
      className: 'text-ink-2',
      cell: ({ askedAt }) => <Instant at={askedAt} now={now} />,
    },
    { head: t('state'), phone: 'keep', cell: (row) => <State {...row} /> },
    {
      head: t('sha'),
      className: 'font-mono text-small text-ink-2',
      cell: ({ sha256, bytes }) =>
        sha256 === null ? (
          '–'
        ) : (
          <span title={sha256}>{`${sha256.slice(0, 16)}… ${f.bytes(bytes ?? 0)}`}</span>
        ),
    },
  ];
  return (
    <Panel title={t('title')} note={t('note')} summary={t('summary')}>
      {goesOn ? <AutoRefresh seconds={3} /> : null}
      <EvidenceForm
        domains={domains}
        groups={groups}
        chosen={filter.domains.join(',')}
        group={filter.group}
        {...resolvePeriod(filter.period, now)}
      />
      {packs.length === 0 ? null : (
        <DataTable caption={t('caption')} columns={columns} rows={packs} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
}

async function State({ state, step, steps, error }: PackRow) {
  const t = await getTranslations('exports.evidence');
  switch (state) {
    case 'waiting':
      return t('waiting');
    case 'making':
      return (
        <span className="flex items-center gap-2">
          <progress
            value={step}
            max={steps}
            aria-label={t('making', { step, steps })}
            className="block h-[7px] w-24 appearance-none overflow-hidden rounded-[4px] bg-line-2 [&::-moz-progress-bar]:bg-passed [&::-webkit-progress-bar]:bg-line-2 [&::-webkit-progress-value]:bg-passed"
          />
          {t('making', { step, steps })}
        </span>
      );
    case 'done':
      return (
        <>
          <Glyph name="check" className="text-passed" /> {t('done')}
        </>
      );
    case 'failed':
      return (
        <span className="text-bad">
          <Glyph name="x" /> {t('failed')} <span lang="en">{error}</span>
        </span>
      );
  }
}
