import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { DiagnosisCards } from '#app/_ui/diagnosis-card';
import { Empty } from '#app/_ui/empty';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import { useFormats } from '#app/_ui/use-formats';
import { filterToSearch } from '#lib/filter/filter';
import { diagnoses } from '#lib/queries/diagnoses';
import type { Ask } from './page-bar.tsx';

/** As many reasons as somebody acts on; the export names them all. */
const MOST_SHOWN = 6;
const FAILED = { outcomes: { not: true, values: ['passed' as const] } };

/** Why the mail in scope fails DMARC, worst first, in the values of its records. */
export async function WhyPanel({ viewer, filter, now }: Ask) {
  const f = await formats();
  const t = await getTranslations('overview.why');
  const { cards, messages, looked } = await diagnoses(viewer, filter, { which: 'failed', now });
  return (
    <Panel
      title={t('title')}
      note={messages > 0 ? t('note', { count: f.count(messages) }) : undefined}
      action={
        messages > 0 ? (
          <Link
            className="text-accent hover:underline"
            href={`/reports${filterToSearch(filter, FAILED)}`}
          >
            {t('reports')}
          </Link>
        ) : null
      }
    >
      {messages === 0 ? (
        <Empty kind="good" title={t('none')} />
      ) : cards.length === 0 ? (
        <Empty kind="filtered" title={t('unknown')}>
          {t('unknownHint')}
        </Empty>
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
  const f = useFormats();
  const t = useTranslations('overview.why');
  const notes = [
    cards > MOST_SHOWN && t('more', { count: cards - MOST_SHOWN }),
    looked < messages && t('looked', { count: f.count(looked) }),
  ].filter(Boolean);
  if (notes.length === 0) return null;
  return (
    <p className="border-t border-line px-[18px] py-2.5 text-note text-ink-2">{notes.join(' ')}</p>
  );
}
