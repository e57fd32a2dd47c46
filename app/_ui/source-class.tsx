import { CANDIDATE_LABEL, CLASS_LABELS } from '#lib/format/source-label';
import type { ClassifiedSource } from '#lib/queries/classified-sources';
import { Glyph } from './glyph.tsx';

const TONES = {
  own: 'text-passed',
  approved: 'text-passed',
  forwarder: 'text-overridden',
  misconfigured: 'text-overridden',
  unknown: 'text-ink-3',
  spoof: 'text-delivered',
  'not-mine': 'text-delivered',
} as const satisfies Record<ClassifiedSource['verdict']['class'], string>;

type SourceClassProps = {
  verdict: Pick<ClassifiedSource['verdict'], 'class' | 'candidate' | 'confidence'>;
  /** Beside the word, how sure it is. */
  sure?: boolean;
  /** In one line. */
  inline?: boolean;
};

/** Whose a source is: sign and word, and how sure that is. */
export function SourceClass({ verdict, sure = true, inline = false }: SourceClassProps) {
  const { text, icon, explain } = verdict.candidate ? CANDIDATE_LABEL : CLASS_LABELS[verdict.class];
  return (
    <span title={explain}>
      <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
        <Glyph name={icon} className={`translate-y-[2px] ${TONES[verdict.class]}`} />
        {text}
      </span>
      {sure && verdict.class !== 'unknown' ? (
        <span className={`${inline ? 'ml-2 inline' : 'block'} text-small text-ink-3`}>
          {SURENESS[verdict.confidence]}
        </span>
      ) : null}
    </span>
  );
}

const SURENESS = {
  certain: 'said by a person',
  high: 'quite sure',
  medium: 'likely',
  low: 'a guess',
} as const;
