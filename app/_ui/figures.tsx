import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DrillLink } from './drill-link.tsx';
import { Help } from './help.client.tsx';
import { Skeleton } from './skeleton.tsx';

export type FigureProps = {
  label: string;
  /** As short as it reads; `exact` is said in full to whoever asks. */
  value: ReactNode;
  exact?: string;
  note?: ReactNode;
  href?: string;
  /** What the number is, for whoever asks. */
  help?: string;
};

/** The row of figures at the head of a page. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line-2 *:bg-surface sm:grid-cols-3 md:auto-cols-fr md:grid-flow-col md:grid-cols-none print:auto-cols-fr print:grid-flow-col print:grid-cols-none [&>*:last-child:nth-child(odd)]:max-sm:col-span-2">
      {children}
    </dl>
  );
}

/** One number, what it is, and how it compares. The number leads to what is behind it. */
export function Figure({ label, value, exact, note, href, help }: FigureProps) {
  return (
    <div className="flex flex-col px-[18px] pt-[15px] pb-[14px]">
      <dt className="flex items-start justify-between gap-1 text-note text-ink-2">
        {label}
        {help ? <Help about={label}>{help}</Help> : null}
      </dt>
      <dd
        className="my-[3px] text-figure leading-[1.35] font-semibold tracking-[-0.025em]"
        title={exact}
      >
        {href ? <DrillLink href={href}>{value}</DrillLink> : value}
      </dd>
      {note ? <dd className="text-small text-ink-3">{note}</dd> : null}
    </div>
  );
}

/** A figure whose question takes longer than that of its neighbours. */
export function FigureSkeleton({ label }: { label: string }) {
  const t = useTranslations('ui');
  return (
    <div aria-busy="true" className="flex flex-col px-[18px] pt-[15px] pb-[14px]">
      <dt className="text-note text-ink-2">{label}</dt>
      <dd className="my-[3px] text-figure leading-[1.35]">
        <Skeleton className="h-6 w-20" />
        <span className="sr-only">{t('loading')}</span>
      </dd>
      <dd className="text-small text-ink-3">…</dd>
    </div>
  );
}
