'use client';

import { DataTable } from '#app/_ui/data-table';
import { formatBytes } from '#lib/format/bytes';
import { formatFullDay } from '#lib/format/date';
import { formatCount } from '#lib/format/number';
import type { RetentionPlan } from '#lib/jobs/retention';

/** What is due, part by part: how much, how large, and since when. */
export function PlanTable({ plan }: { plan: RetentionPlan }) {
  const rows = PARTS.map(({ key, name }) => ({ name, ...plan[key] })).filter((row) => row.rows > 0);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  return (
    <DataTable
      caption="What would go"
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { head: 'What', cell: ({ name }) => name, ...(rows.length > 1 ? { foot: 'All' } : {}) },
        { head: 'How many', end: true, phone: 'keep', cell: ({ rows: n }) => formatCount(n) },
        {
          head: 'Size',
          end: true,
          phone: 'keep',
          cell: (row) => formatBytes(row.bytes),
          ...(rows.length > 1 ? { foot: formatBytes(bytes) } : {}),
        },
        {
          head: 'Oldest',
          end: true,
          phone: 'keep',
          cell: ({ oldest }) => (oldest ? formatFullDay(oldest) : '–'),
        },
      ]}
    />
  );
}

/** Whether nothing at all is due. */
export function isNothingDue(plan: RetentionPlan): boolean {
  return PARTS.every(({ key }) => plan[key].rows === 0);
}

const PARTS = [
  { key: 'records', name: 'Records' },
  { key: 'originals', name: 'Report files' },
  { key: 'tlsOriginals', name: 'TLS report files' },
  { key: 'quarantine', name: 'Mails in quarantine' },
  { key: 'failures', name: 'Addresses in failure reports' },
] as const satisfies { key: Exclude<keyof RetentionPlan, 'settings'>; name: string }[];
