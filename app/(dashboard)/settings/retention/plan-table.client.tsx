'use client';

import { useTranslations } from 'next-intl';
import { DataTable } from '#app/_ui/data-table';
import { useFormats } from '#app/_ui/use-formats';
import type { RetentionPlan } from '#lib/jobs/retention';

/** What is due, part by part: how much, how large, and since when. */
export function PlanTable({ plan }: { plan: RetentionPlan }) {
  const t = useTranslations('settings.retention');
  const f = useFormats();
  const rows = PARTS.map((part) => ({ part, ...plan[part] })).filter((row) => row.rows > 0);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return (
    <DataTable
      caption={t('wouldGo')}
      rows={rows}
      rowKey={({ part }) => part}
      columns={[
        {
          head: t('what'),
          cell: ({ part }) => t(`part.${part}`),
          ...(rows.length > 1 ? { foot: t('all') } : {}),
        },
        { head: t('howMany'), end: true, phone: 'keep', cell: ({ rows: n }) => f.count(n) },
        {
          head: t('size'),
          end: true,
          phone: 'keep',
          cell: (row) => f.bytes(row.bytes),
          ...(rows.length > 1 ? { foot: f.bytes(bytes) } : {}),
        },
        {
          head: t('oldest'),
          end: true,
          phone: 'keep',
          cell: ({ oldest }) => (oldest ? f.fullDay(oldest) : '–'),
        },
      ]}
    />
  );
}

/** Whether nothing at all is due. */
export function isNothingDue(plan: RetentionPlan): boolean {
  return PARTS.every((part) => plan[part].rows === 0);
}

const PARTS = [
  ...(['records', 'originals', 'tlsOriginals', 'quarantine', 'failures'] as const),
] satisfies Exclude<keyof RetentionPlan, 'settings'>[];
