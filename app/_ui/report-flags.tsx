import { useTranslations } from 'next-intl';
import type { ReportFlag } from '#lib/queries/report-row';
import { Badge } from './badge.tsx';

/** What is worth a look about a report. */
export function ReportFlags({
  counted,
  flags,
}: {
  counted: boolean;
  flags: readonly ReportFlag[];
}) {
  const t = useTranslations('ui.flags');
  if (counted && flags.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1 font-normal">
      {counted ? null : (
        <Badge tone="warm" glyph="minus">
          {t('notCounted')}
        </Badge>
      )}
      {flags.map((flag) => (
        <Badge key={flag} tone={flag === 'conflict' ? 'warm' : 'quiet'}>
          {t(flag)}
        </Badge>
      ))}
    </span>
  );
}
