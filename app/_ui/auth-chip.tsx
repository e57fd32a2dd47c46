import { useTranslations } from 'next-intl';
import type { Messages } from '#lib/words/translate';
import { Glyph } from './glyph.tsx';

type AuthChipProps = {
  /** The domain that was checked, and for DKIM its selector. */
  domain: string;
  detail?: string | null;
  result: keyof Messages['label']['result'];
  aligned: boolean;
  /** What the receiver wrote beside its result. */
  comment?: string | null;
};

/** One signature or SPF check: whose it was, what came of it, and whether it counts for DMARC. */
export function AuthChip({ domain, detail, result, aligned, comment }: AuthChipProps) {
  const t = useTranslations('ui.verdictLine');
  const explain = useTranslations('label.result')(result);
  const alignment = t(aligned ? 'aligned' : 'notAligned');
  return (
    <span className="block" title={comment ? t('receiverSays', { explain, comment }) : explain}>
      <span className="[overflow-wrap:anywhere]">
        {domain}
        {detail ? <span className="text-ink-3"> / {detail}</span> : null}
      </span>
      <span className="block text-small whitespace-nowrap">
        <Verdict good={result === 'pass'}>{result}</Verdict>
        <span className="text-ink-3"> · </span>
        {/* A check that did not pass counts for nothing, aligned or not. */}
        {result === 'pass' ? (
          <Verdict good={aligned}>{alignment}</Verdict>
        ) : (
          <span className="text-ink-3">{alignment}</span>
        )}
      </span>
    </span>
  );
}

/** A word with its sign: what is good, and what is not. */
export function Verdict({ good, children }: { good: boolean; children: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1 font-[550] ${good ? 'text-passed' : 'text-delivered'}`}
    >
      <Glyph name={good ? 'check' : 'x'} className="text-[0.9em]" />
      {children}
    </span>
  );
}
