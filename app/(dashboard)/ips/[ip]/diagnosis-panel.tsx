import { getTranslations } from 'next-intl/server';
import { DiagnosisCards } from '#app/_ui/diagnosis-card';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { diagnoses } from '#lib/queries/diagnoses';
import type { Pair } from '#lib/queries/of-sources';

type DiagnosisPanelProps = Ask & {
  /** The sources that are meant, where the filter alone does not say so. */
  of?: readonly Pair[] | null;
};

/** What is to be said of a source's mail, worst first; its page says already where there is none. */
export async function DiagnosisPanel({ viewer, filter, now, of = null }: DiagnosisPanelProps) {
  const { cards, messages } = await diagnoses(viewer, filter, { of, now });
  if (cards.length === 0) return null;
  const t = await getTranslations('diagnosis');
  const { count } = await formats();
  return (
    <Panel title={t('title')} note={t('ofMessages', { count: count(messages) })}>
      <DiagnosisCards cards={cards} messages={messages} />
    </Panel>
  );
}
