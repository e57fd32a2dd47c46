import { Glyph, type GlyphName } from '#app/_ui/glyph';
import { SourceClass } from '#app/_ui/source-class';
import { formatCount } from '#lib/format/number';
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
  const [first] = members;
  if (!first) return null;
  const { verdict } = first;
  // For "unknown" nothing speaks for or against.
  const sure = verdict.class !== 'unknown';
  const messages = members.reduce((sum, source) => sum + source.messages, 0);
  const domains = [...new Set(members.map(({ domain }) => domain))];
  const addresses = new Set(members.map(({ ip }) => ip)).size;
  return (
    <li>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <SourceClass verdict={verdict} inline />
        {alone ? null : (
          <span className="text-note text-ink-3">
            {domains.slice(0, 2).join(', ')}
            {domains.length > 2 ? ` and ${domains.length - 2} more` : ''}
            {addresses > 1 ? ` · ${formatCount(addresses)} addresses` : ''} ·{' '}
            {formatCount(messages)} messages
          </span>
        )}
      </div>
      <ul className="mt-1 flex flex-col gap-0.5 text-note">
        {verdict.because.map((text) => (
          <Reason key={text} glyph="check" word={sure ? 'For it:' : null} text={text} />
        ))}
        {verdict.against.map((text) => (
          <Reason
            key={text}
            glyph={sure ? 'x' : 'info'}
            word={sure ? 'Against it:' : 'But:'}
            text={text}
          />
        ))}
      </ul>
    </li>
  );
}

function Reason({ glyph, word, text }: { glyph: GlyphName; word: string | null; text: string }) {
  return (
    <li className="flex max-w-[72ch] gap-2 [overflow-wrap:anywhere]">
      <Glyph name={glyph} className="mt-[3px] text-[12px] text-ink-3" />
      <span>
        {word ? <span className="text-ink-3">{word} </span> : null}
        {text}
      </span>
    </li>
  );
}
