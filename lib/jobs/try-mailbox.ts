import { env } from '#lib/env';
import { type TestStep as NetStep, testMailbox } from '#lib/net/test-mailbox';
import type { NewMailbox } from '#lib/store/mailbox-schema';
import { configOfDraft } from './mailbox-config.ts';

/** One step of a mailbox test, for doors that must not know the network. */
export type TestStep = NetStep;

/** Tries a mailbox as somebody is about to save it: every step up to the first that fails. */
export async function tryMailbox(mailbox: NewMailbox): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  const config = configOfDraft(mailbox);
  for await (const step of testMailbox(config, env().MAX_MAIL_BYTES)) steps.push(step);
  return steps;
}
