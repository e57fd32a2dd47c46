import type { ReactNode } from 'react';
import { askTotals } from './asked.tsx';
import type { Ask } from './page-bar.tsx';

/** What is told of mail, where any was reported: of none, “no failures” would be no good news. */
export async function WhereMail({ viewer, filter, now, children }: Ask & { children: ReactNode }) {
  const { messages } = await askTotals(viewer, filter, now);
  return messages > 0 ? children : null;
}
