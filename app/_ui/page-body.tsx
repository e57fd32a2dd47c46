import type { ReactNode } from 'react';

/** The column below the bar. Panels stand one under the other at equal distance. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      className="mx-auto flex max-w-[1376px] flex-col gap-4 px-4 pt-6 pb-12 md:px-7 print:p-0"
    >
      {children}
    </main>
  );
}
