'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { Glyph } from '#app/_ui/glyph';
import { useFormats } from '#app/_ui/use-formats';
import { type UploadResult, uploadAction } from './actions.ts';

type Upload = { key: number; name: string; size: number; result: UploadResult | null };

/** A place to drop report files or mails; each says by itself what became of it. */
export function UploadDrop() {
  const t = useTranslations('intake');
  const router = useRouter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const taken = useRef(0);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [over, setOver] = useState(false);

  const take = async (files: readonly File[]) => {
    const queued = files.map((file) => {
      taken.current += 1;
      const { name, size } = file;
      return { file, upload: { key: taken.current, name, size, result: null } };
    });
    setUploads((known) => [...known, ...queued.map(({ upload }) => upload)]);
    for (const { file, upload } of queued) {
      const result = await send(file, t('notSent'));
      setUploads((known) =>
        known.map((one) => (one.key === upload.key ? { ...one, result } : one)),
      );
    }
    router.refresh();
  };

  const takeChosen = useEffectEvent(() => {
    const chosen = [...(input.current?.files ?? [])];
    if (input.current) input.current.value = '';
    if (chosen.length > 0) void take(chosen);
  });
  // The page stands before its script runs: what was chosen meanwhile lies in the input, unsaid.
  useEffect(() => takeChosen(), []);

  return (
    <div className="px-[18px] pt-3 pb-[18px]">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take([...event.dataTransfer.files]);
        }}
        className={`flex cursor-pointer flex-col items-center gap-1 rounded-md border border-dashed px-4 py-7 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${over ? 'border-accent bg-hover' : 'border-line hover:bg-hover'}`}
      >
        <Glyph name="upload" className="mb-1 text-[20px] text-ink-3" />
        <span className="font-medium">{t('drop')}</span>
        <span className="text-note text-ink-3">{t('forms')}</span>
        <input ref={input} id={id} type="file" multiple className="sr-only" onChange={takeChosen} />
      </label>
      <ul aria-live="polite" aria-label={t('uploaded')}>
        {uploads.toReversed().map((upload) => (
          <UploadLine key={upload.key} upload={upload} />
        ))}
      </ul>
    </div>
  );
}

async function send(file: File, text: string): Promise<UploadResult> {
  const form = new FormData();
  form.set('file', file);
  try {
    return await uploadAction(form);
  } catch {
    // The connection broke or the server refused the request as a whole: the file itself is fine.
    return { state: 'failed', items: [{ good: false, text, reportUid: null }] };
  }
}

function UploadLine({ upload: { name, size, result } }: { upload: Upload }) {
  const f = useFormats();
  return (
    <li className="border-line-2 py-2.5 not-last:border-b">
      <p className="[overflow-wrap:anywhere]">
        {name} <span className="text-note text-ink-3">{f.bytes(size)}</span>
      </p>
      <div className="text-note">
        <Fate result={result} />
      </div>
    </li>
  );
}

function Fate({ result }: Pick<Upload, 'result'>) {
  const t = useTranslations('intake');
  if (result === null) return <p className="text-ink-3">{t('pending')}</p>;
  if (result.state === 'known') {
    return (
      <p className="text-ink-2">
        <Glyph name="check" className="text-passed" /> {t('known')}
      </p>
    );
  }
  return result.items.map(({ good, text, reportUid }) => (
    <p key={`${text} ${reportUid}`} className={good ? 'text-ink-2' : 'text-bad'}>
      <Glyph name={good ? 'check' : 'x'} className={good ? 'text-passed' : ''} /> {text}
      {reportUid ? (
        <Link href={`/reports/${reportUid}`} className="ml-2 text-accent hover:underline">
          {t('open')}
        </Link>
      ) : null}
    </p>
  ));
}
