import { useTranslations } from 'next-intl';
import { CLASS_ICONS } from '#lib/format/label';
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
  const t = useTranslations('label');
  const name = verdict.candidate ? 'candidate' : verdict.class;
  return (
    <span title={t(`class.${name}.explain`)}>
      <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
        <Glyph name={CLASS_ICONS[name]} className={`translate-y-[2px] ${TONES[verdict.class]}`} />
        {t(`class.${name}.text`)}
      </span>
      {sure && verdict.class !== 'unknown' ? (
        <span className={`${inline ? 'ml-2 inline' : 'block'} text-small text-ink-3`}>
          {t(`confidence.${verdict.confidence}`)}
        </span>
      ) : null}
    </span>
  );
}
