'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { Glyph } from '#app/_ui/glyph';
import { formatBytes } from '#lib/format/bytes';
import { formatCount } from '#lib/format/number';
import { type UploadResult, uploadAction } from './actions.ts';

type Upload = { key: number; name: string; size: number; result: UploadResult | null };

/** A place to drop report files or mails; each says by itself what became of it. */
export function UploadDrop() {
  const router = useRouter();
  const input = useId();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [over, setOver] = useState(false);

  const take = async (files: readonly File[]) => {
    const queued = files.map((file, index) => ({
      file,
      upload: { key: uploads.length + index, name: file.name, size: file.size, result: null },
    }));
    setUploads((known) => [...known, ...queued.map(({ upload }) => upload)]);
    for (const { file, upload } of queued) {
      const result = await send(file);
      setUploads((known) =>
        known.map((one) => (one.key === upload.key ? { ...one, result } : one)),
      );
    }
    router.refresh();
  };

  return (
    <div className="px-[18px] pt-3 pb-[18px]">
      <label
        htmlFor={input}
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
        <span className="font-medium">Drop reports here, or choose files</span>
        <span className="text-note text-ink-3">
          XML, zip, gzip, or whole mails as .eml or .mbox, up to 25 MB each
        </span>
        <input
          id={input}
          type="file"
          multiple
          className="sr-only"
          onChange={(event) => {
            void take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </label>
      <ul aria-live="polite" aria-label="Uploaded files">
        {uploads.toReversed().map((upload) => (
          <UploadLine key={upload.key} upload={upload} />
        ))}
      </ul>
    </div>
  );
}

async function send(file: File): Promise<UploadResult> {
  const form = new FormData();
  form.set('file', file);
  try {
    return await uploadAction(form);
  } catch {
    // The connection broke or the server refused the request as a whole: the file itself is fine.
    const text = 'It could not be sent. Try again.';
    return { state: 'failed', messages: 0, items: [{ good: false, text, reportUid: null }] };
  }
}

function UploadLine({ upload: { name, size, result } }: { upload: Upload }) {
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-0.5 border-line-2 py-2 not-last:border-b">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {name} <span className="text-note text-ink-3">{formatBytes(size)}</span>
      </span>
      <span className="ml-auto text-right text-note">
        {result === null ? (
          <span className="text-ink-3">reading …</span>
        ) : result.state === 'known' ? (
          <span className="text-ink-2">
            <Glyph name="check" /> read before, nothing counted twice
          </span>
        ) : (
          result.items.map(({ good, text, reportUid }) => (
            <span
              key={`${text} ${reportUid}`}
              className={`block ${good ? 'text-ink-2' : 'text-bad'}`}
            >
              <Glyph name={good ? 'check' : 'x'} /> {text}
              {reportUid ? (
                <Link href={`/reports/${reportUid}`} className="ml-2 text-accent hover:underline">
                  Open
                </Link>
              ) : null}
            </span>
          ))
        )}
        {result && result.messages > 0 ? (
          <span className="block text-ink-3">{formatCount(result.messages)} messages</span>
        ) : null}
      </span>
    </li>
  );
}
