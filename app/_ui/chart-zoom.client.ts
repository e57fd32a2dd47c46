'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { MouseHandlerDataParam } from 'recharts';
import { addDays } from '#lib/filter/day';
import { DAYS, FROM, TO } from './chart-places.tsx';
import { noteOpening } from './peek-history.ts';

/** Where a chart leads: looking at one bucket, and the same page of the days between two of them. */
export type BucketLinks = {
  /** With a place for its days. */
  bucketHref: string;
  /** With places for the first and the last of them. */
  zoomHref: string;
  /** The last day of the period. */
  until: string;
};

type Span = { from: string; to: string };

/**
 * A click looks at a bucket; a drag shows the days dragged over. The two date fields of the filter bar
 * do the same without dragging (WCAG 2.5.7).
 */
export function useChartZoom(points: readonly { day: string }[], links: BucketLinks) {
  const router = useRouter();
  const [span, setSpan] = useState<Span | null>(null);
  const dragged = useRef(false);
  const zoomed = span && span.from !== span.to ? ordered(span) : null;

  const look = (label: string) => {
    const days = daysOf({ from: label, to: label }, points, links.until);
    const href = withDays(links.bucketHref, days);
    router[noteOpening(href)](href, { scroll: false });
  };
  const zoom = (days: Span) => router.push(withDays(links.zoomHref, days), { scroll: false });

  return {
    zoomed,
    handlers: {
      onMouseDown: ({ activeLabel }: MouseHandlerDataParam) => {
        dragged.current = false;
        const at = activeLabel === undefined ? null : String(activeLabel);
        setSpan(at === null ? null : { from: at, to: at });
      },
      onMouseMove: ({ activeLabel }: MouseHandlerDataParam) => {
        if (!span || activeLabel === undefined) return;
        if (String(activeLabel) !== span.to) setSpan({ ...span, to: String(activeLabel) });
      },
      onMouseUp: () => {
        dragged.current = zoomed !== null;
        setSpan(null);
        if (zoomed) zoom(daysOf(zoomed, points, links.until));
      },
      onMouseLeave: () => setSpan(null),
      onClick: ({ activeLabel }: MouseHandlerDataParam) => {
        if (!dragged.current && activeLabel !== undefined) look(String(activeLabel));
      },
    },
  };
}

function withDays(href: string, { from, to }: Span) {
  return href.replace(DAYS, `${from}..${to}`).replace(FROM, from).replace(TO, to);
}

function ordered({ from, to }: Span): Span {
  return from <= to ? { from, to } : { from: to, to: from };
}

/** From the first day of the first bucket to the last day of the last one. */
function daysOf({ from, to }: Span, points: readonly { day: string }[], until: string): Span {
  const next = points[points.findIndex(({ day }) => day === to) + 1]?.day.slice(0, 10);
  const last = to.includes('T') ? to.slice(0, 10) : next ? addDays(next, -1) : until;
  return { from: from.slice(0, 10), to: last };
}
