import type { ReactNode } from 'react';
import { MobileNav } from '#app/_ui/mobile-nav.client';
import { Nav } from '#app/_ui/nav.client';
import { askNavNotes } from './nav-notes.tsx';

/** The pages, with what waits on each. */
export async function NavWithNotes() {
  return <Nav notes={await askNavNotes()} />;
}

/** The same on a phone. */
export async function MobileNavWithNotes({ children }: { children: ReactNode }) {
  return <MobileNav notes={await askNavNotes()}>{children}</MobileNav>;
}
