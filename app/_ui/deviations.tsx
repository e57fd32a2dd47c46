import { formatCount } from '#lib/format/number';
import type { Deviation } from '#lib/report/deviation';

/** Where a report departs from its standard, and was read all the same. */
export function Deviations({ deviations }: { deviations: readonly Deviation[] }) {
  if (deviations.length === 0) return null;
  return (
    <div className="border-t border-line-2 px-[18px] pt-3 pb-[18px]">
      <h3 className="font-[550]">Deviates from the RFC</h3>
      <p className="text-ink-2">What was unclear or wrong, and read all the same:</p>
      <ul className="mt-2 flex flex-col gap-1">
        {deviations.map(({ code, detail, count }) => (
          <li key={`${code} ${detail}`} className="flex flex-wrap gap-x-3">
            <span className="font-[550]">{code.replaceAll('-', ' ')}</span>
            <span className="font-mono text-[12px] leading-[20px] text-ink-2 [overflow-wrap:anywhere]">
              {detail}
            </span>
            {count > 1 ? <span className="text-ink-3">{formatCount(count)} times</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
