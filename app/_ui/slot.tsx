import { type ReactNode, Suspense } from 'react';
import { PanelGuard } from './panel-guard.client.tsx';

type SlotProps = {
  /** What stands there, for the words that stand there where it breaks. */
  name?: string;
  /** What stands there until it comes, of its size. */
  fallback?: ReactNode;
  children: ReactNode;
};

/** The place of one panel: it comes when its question is answered, and breaks alone (PRODUCT 3.0). */
export function Slot({ name, fallback = null, children }: SlotProps) {
  return (
    <PanelGuard {...(name && { name })}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </PanelGuard>
  );
}
