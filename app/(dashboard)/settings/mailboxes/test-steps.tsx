import { useTranslations } from 'next-intl';
import { Glyph } from '#app/_ui/glyph';
import type { ToldStep } from './tell-steps.ts';

/** How a test went, step by step; the first that failed is the last. */
export function TestSteps({ steps }: { steps: readonly ToldStep[] }) {
  const t = useTranslations('mailbox');
  return (
    <ol className="divide-y divide-line-2 rounded-md border border-line">
      {steps.map(({ step, ok, text, facts }) => (
        <li key={step} className="grid gap-x-3 px-3.5 py-2 sm:grid-cols-[9rem_1fr]">
          <span className="font-[550]">
            <Glyph name={ok ? 'check' : 'x'} className={ok ? 'text-passed' : 'text-delivered'} />{' '}
            {t(`step.${step}`)}
            <span className="sr-only">{t(ok ? 'good' : 'failed')}</span>
          </span>
          <span className="text-ink-2 [overflow-wrap:anywhere]">
            {text}
            {facts.length > 0 ? (
              <span className="block text-small text-ink-3">{facts.slice(0, 12).join(' · ')}</span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
