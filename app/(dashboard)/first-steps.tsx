import { ButtonLink } from '#app/_ui/button';
import { PageBody } from '#app/_ui/page-body';
import { PageHeader } from '#app/_ui/page-header';
import { Panel } from '#app/_ui/panel';
import { isOperator } from '#lib/auth/require-viewer';
import type { Viewer } from '#lib/filter/viewer';

/** The overview before the first report: there is nothing to show, and three ways to change that. */
export function FirstSteps({ viewer }: { viewer: Viewer }) {
  return (
    <PageBody>
      <PageHeader title="Overview" />
      <Panel
        title="No domain is known yet"
        summary="Domains appear with the first report about them. Receivers send reports once a day, so the first usually comes within a day or two of publishing a DMARC record with rua."
      >
        <div className="flex flex-wrap gap-2 px-[18px] pt-4 pb-[18px]">
          {isOperator(viewer) ? (
            <>
              <ButtonLink href="/settings/mailboxes/new" kind="primary">
                Connect a mailbox
              </ButtonLink>
              <ButtonLink href="/ingest">Upload reports</ButtonLink>
              <ButtonLink href="/welcome">Explore demo data</ButtonLink>
            </>
          ) : (
            <ButtonLink href="/ingest">See what has arrived</ButtonLink>
          )}
        </div>
      </Panel>
    </PageBody>
  );
}
