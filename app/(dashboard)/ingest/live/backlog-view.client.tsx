'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Glyph } from '#app/_ui/glyph';
import { Progress } from '#app/_ui/progress';
import { useFormats } from '#app/_ui/use-formats';
import type { Backlog } from '#lib/queries/backlog';
import { useBacklog } from './use-backlog.client.ts';

/** No more often than that is a reader of the screen told how far it is. */
const SAY_MS = 10_000;
/** The panels around it are of the server; while something goes on they are asked for anew. */
const REFRESH_MS = 10_000;

/** What is being read right now: all of it, and run by run. It moves without the page moving. */
export function BacklogView({ initial, idle }: { initial: Backlog; idle: React.ReactNode }) {
  const t = useTranslations('intake');
  const f = useFormats();
  const { runs, whole } = useBacklog(initial);
  useFreshPanels(runs.map(({ id }) => id).join());
  const said = useSaid(whole ? f.progress(whole) : runs.length > 0 ? t('reading') : '');
  return (
    <div className="px-[18px] pt-2 pb-[15px]">
      {runs.length === 0 ? (
        <div className="text-ink-2">
          <Glyph name="check" className="text-passed" /> {idle}
        </div>
      ) : null}
      {whole && runs.length > 1 ? (
        <div className="mb-3">
          <p className="mb-1 font-[550]">{t('allOfThem')}</p>
          <Progress progress={whole} />
        </div>
      ) : null}
      <ul className={runs.length > 1 ? 'grid gap-x-8 gap-y-3 sm:grid-cols-2' : ''}>
        {runs.map(({ id, label, progress }) => (
          <li key={id}>
            <p className="mb-1 font-[550] [overflow-wrap:anywhere]">{label}</p>
            <Progress progress={progress} />
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** A text that changes at once where it begins or ends, and else no more than every ten seconds. */
function useSaid(text: string) {
  const [said, say] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = text === '' ? 0 : Math.max(0, last.current + SAY_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      say(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}

function useFreshPanels(running: string) {
  const router = useRouter();
  const known = useRef(running);
  useEffect(() => {
    if (known.current !== running) router.refresh();
    known.current = running;
    if (running === '') return;
    const timer = setInterval(() => router.refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [router, running]);
}
