import { useTranslations } from 'next-intl';
import { Glyph, type GlyphName } from '#app/_ui/glyph';
import { SourceClass } from '#app/_ui/source-class';
import { useFormats } from '#app/_ui/use-formats';
import type { ClassifiedSource } from '#lib/queries/classified-sources';

/** Verdicts that differ in more than this are told in the table below. */
const MOST_PARTS = 3;

/** What speaks for each verdict and what against it, most messages first. */
export function ReasonList({ sources }: { sources: readonly ClassifiedSource[] }) {
  const parts = [
    ...Map.groupBy(sources, ({ verdict }) => `${verdict.class} ${verdict.candidate}`).values(),
  ];
  const one = parts.length === 1;
  return (
    <ul className="flex flex-col gap-3">
      {parts.slice(0, MOST_PARTS).map((members) => (
        <Part key={`${members[0]?.domain} ${members[0]?.ip}`} members={members} alone={one} />
      ))}
    </ul>
  );
}

function Part({ members, alone }: { members: readonly ClassifiedSource[]; alone: boolean }) {
  const f = useFormats();
  const t = useTranslations('source');
  const [first] = members;
  if (!first) return null;
  const { verdict } = first;
  // For "unknown" nothing speaks for or against.
  const sure = verdict.class !== 'unknown';
  const messages = members.reduce((sum, source) => sum + source.messages, 0);
  const domains = [...new Set(members.map(({ domain }) => domain))];
  const names = domains.slice(0, 2).join(', ');
  const addresses = new Set(members.map(({ ip }) => ip)).size;
  return (
    <li>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <SourceClass verdict={verdict} inline />
        {alone ? null : (
          <span className="text-note text-ink-3">
            {domains.length > 2 ? t('domainsMore', { names, count: domains.length - 2 }) : names}
            {addresses > 1 ? ` · ${t('addresses', { count: f.count(addresses) })}` : ''} ·{' '}
            {t('messages', { count: f.count(messages) })}
          </span>
        )}
      </div>
      <ul className="mt-1 flex flex-col gap-0.5 text-note">
        {verdict.because.map((reason) => (
          <Reason key={reason.code} glyph="check" word={sure ? t('forIt') : null} reason={reason} />
        ))}
        {verdict.against.map((reason) => (
          <Reason
            key={reason.code}
            glyph={sure ? 'x' : 'info'}
            word={t(sure ? 'againstIt' : 'but')}
            reason={reason}
          />
        ))}
      </ul>
    </li>
  );
}

type ReasonProps = {
  glyph: GlyphName;
  word: string | null;
  reason: ClassifiedSource['verdict']['because'][number];
};

function Reason({ glyph, word, reason: { code, values } }: ReasonProps) {
  const t = useTranslations('reason');
  return (
    <li className="flex max-w-[72ch] gap-2 [overflow-wrap:anywhere]">
      <Glyph name={glyph} className="mt-[3px] text-[12px] text-ink-3" />
      <span>
        {word ? <span className="text-ink-3">{word} </span> : null}
        {t(code, values)}
      </span>
    </li>
  );
}
