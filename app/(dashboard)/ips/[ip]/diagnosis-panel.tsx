import { DiagnosisCards } from '#app/_ui/diagnosis-card';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCount } from '#lib/format/number';
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
  return (
    <Panel title="Diagnosis" note={`of ${formatCount(messages)} messages`}>
      <DiagnosisCards cards={cards} messages={messages} />
    </Panel>
  );
}
