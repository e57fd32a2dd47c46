'use client';

import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';

type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** Something broke on our side: what to do, and by which number the log knows it. */
export function Failure({ error, retry }: FailureProps) {
  return (
    <main className="mx-auto flex min-h-[60dvh] max-w-[520px] flex-col items-start justify-center gap-2 px-4">
      <Glyph name="warning" className="mb-1 text-[24px] text-delivered" />
      <h1 className="text-title font-semibold tracking-[-0.02em]">This page could not be made</h1>
      <p className="text-ink-2">
        Nothing is lost: reports go on being read. The database may be away for a moment.
        {error.digest ? (
          <>
            {' '}
            The log knows this as <code className="font-mono text-[12.5px]">{error.digest}</code>.
          </>
        ) : null}
      </p>
      <Button onClick={() => retry()} className="mt-3">
        Try again
      </Button>
    </main>
  );
}
