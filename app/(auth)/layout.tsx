import type { ReactNode } from 'react';
import { Logo } from '#app/_ui/logo';

/** A page before there is anything to navigate: one narrow column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[760px] flex-col px-4 has-data-narrow:max-w-[412px] py-10 sm:py-16">
      <header className="mb-8 flex items-center gap-2.5 text-head font-semibold tracking-[-0.01em]">
        <Logo className="size-6" />
        Ruascope
      </header>
      {children}
    </div>
  );
}
