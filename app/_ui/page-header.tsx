import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  lead?: ReactNode;
  crumbs?: readonly { href: string; text: string }[];
  actions?: ReactNode;
};

/** The title of a page and the sentence that says what it shows. */
export function PageHeader({ title, lead, crumbs, actions }: PageHeaderProps) {
  const t = useTranslations('ui');
  return (
    <header className="mb-1">
      {crumbs ? (
        <nav aria-label={t('breadcrumb')} className="mb-1.5 text-note text-ink-3 print:hidden">
          {crumbs.map((crumb) => (
            <span key={crumb.href}>
              <Link href={crumb.href} className="hover:text-ink hover:underline">
                {crumb.text}
              </Link>
              <span aria-hidden="true"> / </span>
            </span>
          ))}
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-title leading-tight font-semibold tracking-[-0.02em] [overflow-wrap:anywhere]">
            {title}
          </h1>
          {lead ? <div className="mt-1 max-w-[92ch] text-ink-2">{lead}</div> : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2 sm:ml-auto print:hidden">{actions}</div>
        ) : null}
      </div>
    </header>
  );
}
