'use client';

import { useEffect, useState } from 'react';
import type { Backlog } from '#lib/queries/backlog';

const ADDRESS = '/ingest/live';
/** A stream that says nothing for so long is held back by a proxy: then the page asks by itself. */
const PATIENCE_MS = 8000;
const POLL_MS = 5000;

/** The backlog as the server last told it, from what the page was painted with onwards. */
export function useBacklog(initial: Backlog): Backlog {
  const [backlog, tell] = useState(initial);
  useEffect(() => {
    let stop = () => {};
    // Browsers open few connections to one host, and a hidden tab needs none of them.
    const follow = () => {
      stop();
      stop = document.visibilityState === 'visible' ? listen(tell) : () => {};
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop();
    };
  }, []);
  return backlog;
}

/** Listens to events, and asks from time to time where none come. */
function listen(tell: (backlog: Backlog) => void) {
  const events = new EventSource(ADDRESS);
  let timer = setTimeout(fallBack, PATIENCE_MS);
  let stopped = false;
  events.onmessage = ({ data }) => {
    clearTimeout(timer);
    timer = setTimeout(fallBack, PATIENCE_MS);
    tell(JSON.parse(data));
  };
  // Closed for good: refused by the server or by something before it. Else the browser tries again.
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) fallBack();
  };
  events.addEventListener('signed-out', stop);
  function fallBack() {
    clearTimeout(timer);
    events.close();
    void ask();
  }
  async function ask() {
    const answer = await fetch(ADDRESS, { headers: { accept: 'application/json' } }).catch(
      () => null,
    );
    if (stopped || answer?.status === 401 || answer?.status === 403) return;
    if (answer?.ok) tell(await answer.json());
    timer = setTimeout(() => void ask(), POLL_MS);
  }
  function stop() {
    stopped = true;
    clearTimeout(timer);
    events.close();
  }
  return stop;
}
