import type { ReactNode } from 'react';

/** Names and values, in as many columns as there is room for. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid gap-x-8 gap-y-3 px-[18px] pt-3 pb-[18px] sm:grid-cols-2 lg:grid-cols-3">
      {children}
    </dl>
  );
}

type FactProps = { name: string; children: ReactNode; wide?: boolean };

export function Fact({ name, children, wide = false }: FactProps) {
  return (
    <div className={`min-w-0 ${wide ? 'sm:col-span-2' : ''}`}>
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
