import { useTranslations } from 'next-intl';
import { Glyph } from '#app/_ui/glyph';

const STEPS = ['owner', 'source', 'record', 'look'] as const;

/** Where one is on the way to the first look. */
export function StepList({ current }: { current: number }) {
  const t = useTranslations('welcome');
  return (
    <ol aria-label={t('steps')} className="mb-8 flex flex-wrap gap-x-6 gap-y-2 text-note">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? 'step' : undefined}
          className="flex items-center gap-2 text-ink-3 aria-[current]:font-medium aria-[current]:text-ink"
        >
          <span
            className={`grid size-5 place-items-center rounded-full text-tiny font-semibold ${
              index <= current ? 'bg-ink text-surface' : 'border border-line'
            }`}
          >
            {index < current ? <Glyph name="check" /> : index + 1}
          </span>
          {t(`step.${step}`)}
          {index < current ? <span className="sr-only">{t('done')}</span> : null}
        </li>
      ))}
    </ol>
  );
}
