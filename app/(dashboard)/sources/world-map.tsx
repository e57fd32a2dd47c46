import { useTranslations } from 'next-intl';
import { useFormats } from '#app/_ui/use-formats';
import { worldShapes } from '#lib/queries/world-shapes';
import type { CountrySum } from './country-table.tsx';
import { STEPS, stepOf, stepsTo } from './map-steps.tsx';

/**
 * The same numbers as the table beside it, coloured: it tells nothing that the table does not, and is
 * silent. Countries without an outline are dots that say their code.
 */
export function WorldMap({ sums }: { sums: readonly CountrySum[] }) {
  const f = useFormats();
  const t = useTranslations('source.map');
  const { width, height, shapes, points } = worldShapes();
  const steps = stepsTo(sums.at(-1)?.messages ?? 0, sums[0]?.messages ?? 0);
  const known = new Map(sums.map(({ country, messages }) => [country, messages]));
  const fillOf = (messages: number) => STEPS[stepOf(messages, steps)]?.fill ?? '';
  const titleOf = (country: string, messages: number) =>
    `${f.country(country)}: ${f.count(messages)}`;
  return (
    <figure className="min-w-0 px-[18px] pt-3 pb-3.5">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="h-auto w-full">
        {shapes.map(({ code, path }) => {
          const messages = (code && known.get(code)) || 0;
          return (
            <path
              key={path}
              d={path}
              className={`stroke-surface ${messages > 0 ? fillOf(messages) : 'fill-line'}`}
              strokeWidth={0.6}
            >
              {code && messages > 0 ? <title>{titleOf(code, messages)}</title> : null}
            </path>
          );
        })}
        {sums.map(({ country, messages }) => {
          const point = country === null ? undefined : points.get(country);
          if (country === null || point === undefined) return null;
          const [x, y] = point;
          return (
            <g key={country}>
              <circle cx={x} cy={y} r={4} className={`stroke-surface ${fillOf(messages)}`}>
                <title>{titleOf(country, messages)}</title>
              </circle>
              <text x={x + 6} y={y + 3.5} className="fill-ink text-[10px] font-medium">
                {country}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className="mt-2 text-small text-ink-2">
        <ul aria-hidden="true" className="mb-1 flex flex-wrap gap-x-3.5 gap-y-1">
          {steps.map((from, step) => (
            <li key={from} className="flex items-center gap-1.5">
              <i className={`size-2.5 rounded-[2.5px] ${STEPS[step]?.swatch}`} />
              {t('from', { count: f.compact(from) })}
            </li>
          ))}
        </ul>
        {t('drawn')}
      </figcaption>
    </figure>
  );
}
