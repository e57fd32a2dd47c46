import { useTranslations } from 'next-intl';

/** A quiet bar where text will stand. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <span className={`block animate-pulse rounded-sm bg-line-2 ${className}`} />;
}

/** A panel of its final height, so that nothing jumps when the numbers arrive. */
export function PanelSkeleton({ height }: { height: number }) {
  const t = useTranslations('ui');
  return (
    <div
      aria-busy="true"
      className="rounded-lg border border-line bg-surface p-[18px]"
      style={{ height }}
    >
      <Skeleton className="h-4 w-48" />
      <Skeleton className="mt-3 h-3 w-80 max-w-full" />
      <span className="sr-only">{t('loading')}</span>
      <p className="after-2s mt-3 text-note text-ink-3">{t('working')}</p>
      <p className="after-10s text-note text-ink-3">{t('narrow')}</p>
    </div>
  );
}

/** The row of figures before its numbers are there. */
export function FiguresSkeleton({ count = 5 }: { count?: number }) {
  return (
    <div
      aria-busy="true"
      className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line-2 *:bg-surface sm:grid-cols-3 md:auto-cols-fr md:grid-flow-col md:grid-cols-none"
    >
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <div key={index} className="h-[109px] px-[18px] py-[17px]">
          <Skeleton className="h-3 w-28" />
          <Skeleton className="mt-4 h-6 w-20" />
          <Skeleton className="mt-3 h-3 w-32" />
        </div>
      ))}
    </div>
  );
}
