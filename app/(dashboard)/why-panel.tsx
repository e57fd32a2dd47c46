import Link from 'next/link';
import { DiagnosisCards } from '#app/_ui/diagnosis-card';
import { Empty } from '#app/_ui/empty';
import { Panel } from '#app/_ui/panel';
import { filterToSearch } from '#lib/filter/filter';
import { formatCount } from '#lib/format/number';
import { diagnoses } from '#lib/queries/diagnoses';
import type { Ask } from './page-bar.tsx';

/** As many reasons as somebody acts on; the export names them all. */
const MOST_SHOWN = 6;
const FAILED = { outcomes: { not: true, values: ['passed' as const] } };

/** Why the mail in scope fails DMARC, worst first, in the values of its records. */
export async function WhyPanel({ viewer, filter, now }: Ask) {
  const { cards, messages, looked } = await diagnoses(viewer, filter, { which: 'failed', now });
  return (
    <Panel
      title="Why mail fails"
      note={messages > 0 ? `of ${formatCount(messages)} messages that failed` : undefined}
      action={
        messages > 0 ? (
          <Link
            className="text-accent hover:underline"
            href={`/reports${filterToSearch(filter, FAILED)}`}
          >
            Reports with failures
          </Link>
        ) : null
      }
    >
      {messages === 0 ? (
        <Empty kind="good" title="No failures in this period" />
      ) : (
        <DiagnosisCards cards={cards.slice(0, MOST_SHOWN)} messages={messages} />
      )}
      <Remainder cards={cards.length} messages={messages} looked={looked} />
    </Panel>
  );
}

/** What is not shown is said. */
function Remainder({
  cards,
  messages,
  looked,
}: {
  cards: number;
  messages: number;
  looked: number;
}) {
  const notes = [
    cards > MOST_SHOWN && `${cards - MOST_SHOWN} more kinds stand in the export of records.`,
    looked < messages && `Looked at ${formatCount(looked)} of these messages, the commonest first.`,
  ].filter(Boolean);
  if (notes.length === 0) return null;
  return (
    <p className="border-t border-line px-[18px] py-2.5 text-note text-ink-2">{notes.join(' ')}</p>
  );
}
