import { ActionButton } from '#app/_ui/action-button.client';
import { removeMailboxAction } from './actions.ts';

/** Takes a mailbox away, after a question. */
export function RemoveMailbox({ name }: { name: string }) {
  return (
    <ActionButton
      action={removeMailboxAction}
      fields={{ name }}
      kind="danger"
      confirm={`Remove the mailbox ${name}? Its reports stay; it is only read no longer.`}
    >
      Remove
    </ActionButton>
  );
}
