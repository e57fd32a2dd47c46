import { DiagnosisCards } from '#app/_ui/diagnosis-card';
import { Panel } from '#app/_ui/panel';
import type { Ask } from '#app/(dashboard)/page-bar';
import { formatCount } from '#lib/format/number';
import { diagnoses } from '#lib/queries/diagnoses';

/** What is to be said of one source's mail, worst first; its page says already where there is none. */
export async function DiagnosisPanel({ viewer, filter, now }: Ask) {
  const { cards, messages } = await diagnoses(viewer, filter, { now });
  if (cards.length === 0) return null;
  return (
    <Panel title="Diagnosis" note={`of ${formatCount(messages)} messages`}>
      <DiagnosisCards cards={cards} messages={messages} />
    </Panel>
  );
}
