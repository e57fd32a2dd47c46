import { env } from '#lib/env';
import type { ImapConfig } from '#lib/net/imap-config';
import { type TestStep as NetStep, testMailbox } from '#lib/net/test-mailbox';

/** One step of a mailbox test, for doors that must not know the network. */
export type TestStep = NetStep;

/** Tries a mailbox as somebody is about to save it: every step up to the first that fails. */
export async function tryMailbox(config: ImapConfig): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  for await (const step of testMailbox(config, env().MAX_MAIL_BYTES)) steps.push(step);
  return steps;
}
