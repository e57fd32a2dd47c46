'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '#app/_ui/button';
import { Glyph } from '#app/_ui/glyph';

/** What became of several mails at once, and of each. */
export type DecidedAll = {
  good: boolean;
  text: string;
  items: { id: string; title: string; good: boolean; text: string }[];
} | null;

type Decide = (state: DecidedAll, form: FormData) => Promise<DecidedAll>;

type DecideAllProps = {
  retryAll: Decide;
  ignoreAll: Decide;
  /** The kind that is looked at; null for all kinds. */
  code: string | null;
  /** How many of that kind wait; with none, only what was decided last is told. */
  waiting: number;
};

/** Decides about every mail of a kind, and says of each what came of it. */
export function DecideAll({ retryAll, ignoreAll, code, waiting }: DecideAllProps) {
  const t = useTranslations('intake');
  const [retried, retry, retrying] = useActionState(retryAll, null);
  const [ignored, ignore, ignoring] = useActionState(ignoreAll, null);
  const pending = retrying || ignoring;
  return (
    <div className="px-[18px] pt-2">
      {waiting > 0 ? (
        <form className="flex flex-wrap gap-2">
          <input type="hidden" name="code" value={code ?? ''} />
          <Button type="submit" formAction={retry} disabled={pending} small>
            {retrying ? t('readingAgain') : t(code ? 'retryAllOfKind' : 'retryAll')}
          </Button>
          <Button type="submit" formAction={ignore} disabled={pending} small>
            {t(code ? 'ignoreAllOfKind' : 'ignoreAll')}
          </Button>
        </form>
      ) : null}
      <div aria-live="polite">
        <Told result={retried} />
        <Told result={ignored} />
      </div>
    </div>
  );
}

function Told({ result }: { result: DecidedAll }) {
  const t = useTranslations('intake');
  if (!result) return null;
  const { good, text, items } = result;
  return (
    <div className="mt-2 text-note">
      <p className={good ? 'text-ink-2' : 'text-bad'}>
        <Glyph name={good ? 'check' : 'x'} /> {text}
      </p>
      {items.length > 0 ? (
        <ul
          aria-label={t('whatBecame')}
          className="mt-1 max-h-64 overflow-y-auto border-l border-line-2 pl-3"
        >
          {items.map((item) => (
            <li key={item.id} className="[overflow-wrap:anywhere]">
              <Glyph
                name={item.good ? 'check' : 'x'}
                className={item.good ? 'text-passed' : 'text-delivered'}
              />{' '}
              {t.rich('becameOf', {
                text: item.text,
                mail: () => (
                  <Link href={`/ingest/quarantine/${item.id}`} className="text-accent underline">
                    {item.title}
                  </Link>
                ),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
