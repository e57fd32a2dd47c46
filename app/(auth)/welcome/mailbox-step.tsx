import { ButtonLink } from '#app/_ui/button';
import { Panel } from '#app/_ui/panel';
import { MailboxForm } from '#app/(dashboard)/settings/mailboxes/mailbox-form.client';
import { StepTitle } from './step-title.tsx';

/** The mailbox form of the settings, on the way in. */
export function MailboxStep() {
  return (
    <>
      <StepTitle title="Connect the mailbox that receives your reports">
        Ruascope reads it and, unless you say otherwise, leaves every mail where it is.
      </StepTitle>
      <Panel title="Mailbox" note="IMAP">
        <MailboxForm mailbox={null} next="/ingest" />
      </Panel>
      <div className="mt-4">
        <ButtonLink href="/welcome">Back</ButtonLink>
      </div>
    </>
  );
}
