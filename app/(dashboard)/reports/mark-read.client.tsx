'use client';

import { startTransition, useEffect } from 'react';
import { markReadAction } from './actions.ts';

/** Notes that a report was opened: by a browser that shows it, and by nobody who fetches ahead. */
export function MarkRead({ uid }: { uid: string }) {
  useEffect(() => {
    const form = new FormData();
    form.set('uid', uid);
    startTransition(() => markReadAction(form));
  }, [uid]);
  return null;
}
