import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Card } from '#lib/diagnosis/card';
import { OUTCOMES } from '#lib/filter/vocabulary';
import { OutcomeBar, type OutcomeCounts } from './bar.tsx';
import { cardIds, DiagnosisChips, DiagnosisPopovers } from './diagnosis-chips.tsx';
import { DrillLink } from './drill-link.tsx';
import { Swatch } from './outcome.tsx';
import { useFormats } from './use-formats.tsx';

/** What it is, in a name and a quiet line. */
export function PeekHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="px-[18px] pt-3.5 pb-3">
      <h2 className="text-lead font-semibold tracking-[-0.01em] [overflow-wrap:anywhere]">
        {title}
      </h2>
      {children ? <div className="mt-0.5 text-note text-ink-2">{children}</div> : null}
    </div>
  );
}

export function PeekPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line-2 px-[18px] py-3.5">
      <h3 className="mb-2 text-note font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

/** What became of its mail, as a bar and in numbers. */
export function PeekOutcomes({ counts }: { counts: OutcomeCounts }) {
  const t = useTranslations('ui.peek');
  const outcomes = useTranslations('outcome');
  const f = useFormats();
  return (
    <PeekPart title={t('outcomes')}>
      <OutcomeBar counts={counts} wide />
      <ul className="mt-2 flex flex-col gap-0.5 text-note">
        {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <li key={outcome} className="flex items-center gap-2">
            <Swatch outcome={outcome} />
            <span className="mr-auto text-ink-2">{outcomes(`${outcome}.text`)}</span>
            {f.count(counts[outcome])}
          </li>
        ))}
      </ul>
    </PeekPart>
  );
}

/** Why its mail passed or failed, worst first; each opens what it says. */
export function PeekDiagnosis({ cards }: { cards: readonly Card[] }) {
  const t = useTranslations('ui.peek');
  if (cards.length === 0) return null;
  const ids = cardIds([{ diagnosis: cards }]);
  return (
    <PeekPart title={t('diagnosis')}>
      <DiagnosisChips cards={cards} ids={ids} inline />
      <DiagnosisPopovers ids={ids} />
    </PeekPart>
  );
}

/** Names and values, a line each. */
export function PeekFacts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 border-t border-line-2 px-[18px] py-3.5 text-note">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-3">{name}</dt>
          <dd className="text-right [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type PeekShare = { name: string; href: string | null; messages: number; passed: number };

const MOST_SHARES = 5;

type PeekSharesProps = {
  title: string;
  most: (shown: number, all: number) => string;
  /** How many parts there are, where not all of them are given. */
  all?: number;
};

/** What it divides into, most messages first, with how each part passed. */
export function PeekShares({
  title,
  most,
  shares,
  all = shares.length,
}: PeekSharesProps & { shares: readonly PeekShare[] }) {
  const t = useTranslations('ui.peek');
  const f = useFormats();
  if (shares.length === 0) return null;
  const shown = shares.toSorted((a, b) => b.messages - a.messages).slice(0, MOST_SHARES);
  return (
    <PeekPart title={all > shown.length ? most(shown.length, all) : title}>
      <ul className="flex flex-col gap-0.5 text-note">
        {shown.map(({ name, href, messages, passed }) => (
          <li key={href ?? name} className="flex gap-3">
            <span className="mr-auto min-w-0 truncate">
              {href === null ? name : <DrillLink href={href}>{name}</DrillLink>}
            </span>
            <span className="whitespace-nowrap text-ink-2">
              {t('messages', { count: f.count(messages) })}
            </span>
            <span className="min-w-20 whitespace-nowrap text-right text-ink-3">
              {t('passed', { share: f.percent(passed, messages) })}
            </span>
          </li>
        ))}
      </ul>
    </PeekPart>
  );
}
