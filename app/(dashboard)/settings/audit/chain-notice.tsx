import { getTranslations } from 'next-intl/server';
import { formats } from '#app/_ui/formats';
import { chainHead } from '#lib/queries/audit-chain';
import type { AuditAsk } from './asked.ts';

/** How far the log is in its chain, and the hash to note down elsewhere. */
export async function ChainNotice({ viewer, now }: AuditAsk) {
  const [t, f, head] = await Promise.all([
    getTranslations('audit.page'),
    formats(),
    chainHead(viewer),
  ]);
  return (
    <p className="max-w-[92ch] text-note text-ink-2 [overflow-wrap:anywhere]">
      {head === null
        ? t('chainNone')
        : t.rich('chain', {
            count: f.count(head.position),
            ago: f.ago(head.sealedAt, now),
            hash: () => <code className="text-small">{head.hash}</code>,
          })}
    </p>
  );
}
