'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks for the page's numbers again, as long as something goes on and somebody looks. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
