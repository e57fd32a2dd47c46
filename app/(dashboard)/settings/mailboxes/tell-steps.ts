import { getTranslations } from 'next-intl/server';
import { faultWords } from '#app/_ui/fault-words';
import type { TestStep } from '#lib/jobs/try-mailbox';

/** A step of a mailbox test as the browser is told it: in the viewer's language. */
export type ToldStep = Pick<TestStep, 'step' | 'ok' | 'text' | 'facts'>;

/** Says what a test found, and what went wrong. */
export async function tellSteps(steps: readonly TestStep[]): Promise<ToldStep[]> {
  const t = await getTranslations('mailbox.told');
  const tell = async ({ told, fault, text }: TestStep) => {
    if (fault) return await faultWords(fault);
    return told ? t(told.what, told.values) : text;
  };
  return await Promise.all(
    steps.map(async (taken) => {
      const { step, ok, facts } = taken;
      return { step, ok, facts, text: await tell(taken) };
    }),
  );
}
