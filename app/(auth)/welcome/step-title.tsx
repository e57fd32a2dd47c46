import type { ReactNode } from 'react';

/** What a step asks, and the sentence that says why. */
export function StepTitle({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-6">
      <h1 className="text-title leading-tight font-semibold tracking-[-0.02em]">{title}</h1>
      <p className="mt-1 max-w-[64ch] text-ink-2">{children}</p>
    </div>
  );
}
