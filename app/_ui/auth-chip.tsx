import { RESULT_LABELS } from '#lib/format/label';
import { Glyph } from './glyph.tsx';

type AuthChipProps = {
  /** The domain that was checked, and for DKIM its selector. */
  domain: string;
  detail?: string | null;
  result: keyof typeof RESULT_LABELS;
  aligned: boolean;
  /** What the receiver wrote beside its result. */
  comment?: string | null;
};

/** One signature or SPF check: whose it was, what came of it, and whether it counts for DMARC. */
export function AuthChip({ domain, detail, result, aligned, comment }: AuthChipProps) {
  const { explain } = RESULT_LABELS[result];
  return (
    <span className="block" title={comment ? `${explain} The receiver says: ${comment}` : explain}>
      <span className="[overflow-wrap:anywhere]">
        {domain}
        {detail ? <span className="text-ink-3"> / {detail}</span> : null}
      </span>
      <span className="block text-small whitespace-nowrap">
        <Verdict good={result === 'pass'}>{result}</Verdict>
        <span className="text-ink-3"> · </span>
        {/* A check that did not pass counts for nothing, aligned or not. */}
        {result === 'pass' ? (
          <Verdict good={aligned}>{aligned ? 'aligned' : 'not aligned'}</Verdict>
        ) : (
          <span className="text-ink-3">{aligned ? 'aligned' : 'not aligned'}</span>
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
