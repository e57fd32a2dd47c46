import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '#app/_ui/button';
import type { Viewer } from '#lib/filter/viewer';
import { domainNames } from '#lib/queries/domain-names';
import { loadDemoAction } from './actions.ts';
import { StepTitle } from './step-title.tsx';

/** Three ways to something to look at. They do not exclude each other. */
export async function ChooseStep({ viewer }: { viewer: Viewer }) {
  const domains = await domainNames(viewer);
  return (
    <>
      <StepTitle title="Where do your reports come from?">
        Receivers mail DMARC reports to the address in your DNS record. Choose one way now; the
        others stay open.
      </StepTitle>
      <ul className="divide-y divide-line-2 overflow-clip rounded-lg border border-line bg-surface">
        <Way
          title="Connect a mailbox"
          text="Ruascope reads the mailbox that receives your reports, and goes on reading it."
        >
          <ButtonLink href="/welcome?step=mailbox" kind="primary">
            Connect
          </ButtonLink>
        </Way>
        <Way
          title="Upload reports"
          text="Drop files or whole mails that you have at hand: XML, zip, gzip, eml, mbox."
        >
          <ButtonLink href="/welcome?step=upload">Upload</ButtonLink>
        </Way>
        <Way
          title="Explore demo data"
          text="90 days of three made-up domains, with every kind of failure. Removed with one click, and never mixed with your own."
        >
          <form action={loadDemoAction}>
            <Button type="submit">Load the demo</Button>
          </form>
        </Way>
      </ul>
      {domains.length > 0 ? (
        <p className="mt-5 text-ink-2">
          Reports are here already.{' '}
          <Link href="/" className="text-accent underline">
            Go to the overview
          </Link>
        </p>
      ) : null}
    </>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 px-[18px] py-4">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-head font-semibold tracking-[-0.01em]">{title}</h2>
        <p className="text-ink-2">{text}</p>
      </div>
      {children}
    </li>
  );
}
