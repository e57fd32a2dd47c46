import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, Suspense } from 'react';
import { Logo } from '#app/_ui/logo';
import { MobileNav } from '#app/_ui/mobile-nav.client';
import { Nav } from '#app/_ui/nav.client';
import { KeysWithDomains } from './keys-with-domains.tsx';
import { MobileNavWithNotes, NavWithNotes } from './nav-with-notes.tsx';
import { ViewerBox } from './viewer-box.tsx';

/** Navigation at the left, the page beside it. It decides nothing about access: pages do. */
export default function DashboardLayout({ children }: { children: ReactNode }) {
  const t = useTranslations('chrome');
  const viewerBox = (
    <Suspense>
      <ViewerBox />
    </Suspense>
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[224px_minmax(0,1fr)] print:block">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-ink px-3 py-2 text-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skip')}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line px-3 pt-[18px] pb-3 md:flex print:hidden">
        <Link
          href="/"
          className="mb-3 flex items-center gap-2.5 px-2 text-head font-semibold tracking-[-0.01em]"
        >
          <Logo />
          Ruascope
        </Link>
        <Suspense fallback={<div className="mb-1 h-[33px]" />}>
          <KeysWithDomains />
        </Suspense>
        <Suspense fallback={<Nav />}>
          <NavWithNotes />
        </Suspense>
        <div className="mt-auto pt-4">{viewerBox}</div>
      </aside>
      <div className="min-w-0">
        <header className="flex items-center justify-between border-b border-line bg-surface px-4 py-1.5 md:hidden print:hidden">
          <Link href="/" className="flex items-center gap-2.5 font-semibold">
            <Logo />
            Ruascope
          </Link>
          <Suspense fallback={<MobileNav>{viewerBox}</MobileNav>}>
            <MobileNavWithNotes>{viewerBox}</MobileNavWithNotes>
          </Suspense>
        </header>
        {children}
      </div>
    </div>
  );
}
