import type { ReportFlag } from '#lib/queries/report-row';
import { Badge } from './badge.tsx';

const WORDS = {
  conflict: 'Two contents',
  spread: 'Spread over days',
  deviations: 'Deviates',
  'duplicate-received': 'Came again',
} as const satisfies Record<ReportFlag, string>;

/** What is worth a look about a report. */
export function ReportFlags({
  counted,
  flags,
}: {
  counted: boolean;
  flags: readonly ReportFlag[];
}) {
  if (counted && flags.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1 font-normal">
      {counted ? null : (
        <Badge tone="warm" glyph="minus">
          Not counted
        </Badge>
      )}
      {flags.map((flag) => (
        <Badge key={flag} tone={flag === 'conflict' ? 'warm' : 'quiet'}>
          {WORDS[flag]}
        </Badge>
      ))}
    </span>
  );
}
