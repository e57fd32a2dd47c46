import { useTranslations } from 'next-intl';
import type { Card } from '#lib/diagnosis/card';
import { titleOf } from '#lib/diagnosis/tell';
import { DiagnosisText, SEVERITIES } from './diagnosis-card.tsx';
import { Glyph } from './glyph.tsx';

/** Cards that say the same share one popover, however many rows point at it. */
export type CardIds = ReadonlyMap<string, { id: string; card: Card }>;

/** The distinct cards of many rows, each with the id of its popover. */
export function cardIds(rows: readonly { diagnosis: readonly Card[] }[]): CardIds {
  const found = new Map<string, { id: string; card: Card }>();
  for (const card of rows.flatMap(({ diagnosis }) => diagnosis)) {
    if (!found.has(keyOf(card))) found.set(keyOf(card), { id: `why-${found.size + 1}`, card });
  }
  return found;
}

type DiagnosisChipsProps = {
  cards: readonly Card[];
  ids: CardIds;
  /** Beside each other, where a line has room for several. */
  inline?: boolean;
};

/** The codes of a row; each opens what it says. */
export function DiagnosisChips({ cards, ids, inline = false }: DiagnosisChipsProps) {
  const t = useTranslations('diagnosis');
  if (cards.length === 0) return <span className="text-ink-3">{t('nothing')}</span>;
  return (
    <span
      className={
        inline ? 'flex flex-wrap gap-1' : 'flex flex-col items-start gap-1 max-sm:items-end'
      }
    >
      {cards.map((card) => (
        <button
          key={card.code}
          type="button"
          popoverTarget={ids.get(keyOf(card))?.id}
          aria-label={`${card.code}: ${titleOf(card, t)}`}
          className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm border border-line px-[7px] font-mono text-[11.5px] whitespace-nowrap hover:bg-hover print:inline-flex!"
        >
          <Glyph name={SEVERITIES[card.severity].glyph} className="text-ink-3" />
          {card.code}
        </button>
      ))}
    </span>
  );
}

/**
 * What the chips open: the browser's own popovers, written once for a table, which need no script. A
 * browser that cannot place them beside their chip shows them in the middle.
 */
export function DiagnosisPopovers({ ids }: { ids: CardIds }) {
  const t = useTranslations('diagnosis');
  return [...ids.values()].map(({ id, card }) => (
    <div
      key={id}
      id={id}
      popover="auto"
      role="dialog"
      aria-label={titleOf(card, t)}
      className="beside-opener max-h-[80vh] w-[min(52ch,calc(100vw-24px))] overflow-y-auto rounded-lg border border-line bg-surface p-4 text-note text-ink shadow-raised"
    >
      <DiagnosisText card={card} />
    </div>
  ));
}

function keyOf({ code, values }: Card) {
  return `${code} ${JSON.stringify(values)}`;
}
