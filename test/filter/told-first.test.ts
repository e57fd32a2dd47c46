import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from '#test/support/read-imports';

// A deed and its entry are one transaction (test/store/deed-and-entry.test.ts, test/jobs/...). Where the
// deed is none of ours in Postgres (a process that begins, a file that is handed out) its entry stands
// first: what cannot be told is not begun.

/** Who writes an entry by itself, and what must come after it; null where nothing does. */
const TOLD_FIRST: Readonly<Record<string, string | null>> = {
  'app/(auth)/welcome/actions.ts': 'ingestDemo(',
  'app/(dashboard)/exports/evidence/[id]/route.ts': 'download(',
  'app/(dashboard)/file-route.tsx': 'downloadBytes(',
  'app/(dashboard)/ingest/quarantine/actions.ts': 'of rows) {',
  'app/(dashboard)/settings/reports/actions.ts': 'after(recountInBackground)',
  'app/api/v1/evidence-packs/[id]/file/route.ts': 'download(found',
  'app/api/v1/reports/[id]/original/route.ts': 'fileResponse(',
  'lib/jobs/backup.ts': 'putInPlace(',
  'workers/commands/demo.ts': 'ingestDemo(',
  'workers/commands/import.ts': 'ingestRun(',
  'workers/commands/mailbox-work.ts': 'pollOnce(',
  // Nothing was done: it was refused, or known already.
  'lib/auth/count-try.ts': null,
  'lib/auth/note-take.ts': null,
  'lib/auth/refusal.ts': null,
  'lib/auth/sso.ts': null,
  'lib/ingest/ingest-upload.ts': null,
};

const files = readSources(join(import.meta.dirname, '../..')).filter(
  ({ path, text }) => path !== 'lib/store/audit.ts' && /\b(recordAudit|noteTake)\(/.test(text),
);

test('whoever writes an entry by itself is known here', () => {
  expect(files.map(({ path }) => path).toSorted()).toEqual(Object.keys(TOLD_FIRST).toSorted());
});

test.each(files.filter(({ path }) => TOLD_FIRST[path]))(
  'what follows an entry does not come before it: $path',
  ({ path, text }) => {
    // From where the entry is asked for, which may be a function below.
    const [asked = 'recordAudit('] = /recordImport\(|noteTake\(/.exec(text) ?? [];
    const entry = text.indexOf(asked);
    const deed = text.indexOf(TOLD_FIRST[path] ?? '', entry);
    const body = text.lastIndexOf('async', entry);
    expect(deed).toBeGreaterThan(entry);
    expect(text.slice(body, entry)).not.toContain(TOLD_FIRST[path]);
  },
);
