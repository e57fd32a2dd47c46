import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonClass } from '#app/_ui/button';
import { ClientWords } from '#app/_ui/client-words';
import { CopyButton } from '#app/_ui/copy-button.client';
import { formats } from '#app/_ui/formats';
import { Panel } from '#app/_ui/panel';
import type { Viewer } from '#lib/filter/viewer';
import { consentRecord, dmarcRecord, mailto, type TxtRecord } from '#lib/posture/rua-record';
import { seenPolicy } from '#lib/queries/seen-policy';
import { setupState } from '#lib/queries/setup';

type RecordPanelsProps = { viewer: Viewer; domain: string; address: string };

/** The records to publish, to the letter, and what happens once they are. */
export async function RecordPanels({ viewer, domain, address }: RecordPanelsProps) {
  const t = await getTranslations('welcome.record');
  const seen = await seenPolicy(viewer, domain);
  const consent = consentRecord(domain, address);
  return (
    <div className="flex flex-col gap-4">
      <Panel title={t('publish')} summary={t(seen ? 'seen' : 'fresh', { domain })}>
        <Txt record={dmarcRecord(domain, address, seen)} />
        <p className="px-[18px] pb-[15px] text-note text-ink-2">
          {t.rich('append', {
            address: `,${mailto(address)}`,
            c: (text) => <code className="font-mono text-[12.5px] break-all">{text}</code>,
          })}
        </p>
      </Panel>
      {consent ? (
        <Panel title={t('consent')} summary={t('consentWhy', { domain, host: hostOf(address) })}>
          <Txt record={consent} />
        </Panel>
      ) : null}
      <Next viewer={viewer} domain={domain} />
    </div>
  );
}

/** Name, type and value, each as a form of a DNS provider asks for it. */
function Txt({ record: { host, value } }: { record: TxtRecord }) {
  const t = useTranslations('welcome.record');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-[18px] py-3">
      <Line name={t('name')} copy={{ text: host, words: t('copyName') }}>
        {host}
      </Line>
      <Line name={t('type')}>{'TXT'}</Line>
      <Line name={t('value')} copy={{ text: value, words: t('copyValue') }}>
        {value}
      </Line>
    </dl>
  );
}

type LineProps = { name: string; copy?: { text: string; words: string }; children: ReactNode };

function Line({ name, copy, children }: LineProps) {
  return (
    <>
      <dt className="text-small text-ink-3">{name}</dt>
      <dd className={`font-mono text-note break-all ${copy ? '' : 'col-span-2'}`}>{children}</dd>
      {copy ? (
        <dd>
          <ClientWords of={['chrome']}>
            <CopyButton text={copy.text} className={buttonClass('plain', true)}>
              {copy.words}
            </CopyButton>
          </ClientWords>
        </dd>
      ) : null}
    </>
  );
}

/** The days after: what to expect, and how far it is. */
async function Next({ viewer, domain }: Pick<RecordPanelsProps, 'viewer' | 'domain'>) {
  const [t, f] = await Promise.all([getTranslations('welcome.record'), formats()]);
  const { mailboxes, lastOkAt } = await setupState(viewer);
  const now = new Date();
  const mailbox =
    mailboxes === 0
      ? t('next.noMailbox')
      : lastOkAt
        ? t('next.read', { ago: f.ago(lastOkAt, now) })
        : t('next.unread');
  return (
    <Panel title={t('next.title')}>
      <ol className="flex list-decimal flex-col gap-1.5 py-3 pr-[18px] pl-[38px] text-ink-2 marker:text-ink-3">
        <li>
          {t.rich('next.look', {
            domain,
            c: (text) => <code className="font-mono text-[12.5px] break-all">{text}</code>,
          })}
        </li>
        <li>{t('next.first')}</li>
        <li>{mailbox}</li>
      </ol>
    </Panel>
  );
}

function hostOf(address: string) {
  return address.slice(address.lastIndexOf('@') + 1);
}
