import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Button, ButtonLink } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Notice } from '#app/_ui/notice';
import { normaliseDomain } from '#lib/domain-name';
import type { Search } from '#lib/filter/filter';
import type { Viewer } from '#lib/filter/viewer';
import { domainNames } from '#lib/queries/domain-names';
import { listMailboxes } from '#lib/queries/mailbox-list';
import { FoundDomains } from './found-domains.tsx';
import { RecordPanels } from './record-panels.tsx';
import { StepTitle } from './step-title.tsx';

/** What to publish in DNS, so that receivers report about a domain to the mailbox that is read. */
export async function RecordStep({ viewer, search }: { viewer: Viewer; search: Search }) {
  const t = await getTranslations('welcome.record');
  const [domains, mailboxes] = await Promise.all([domainNames(viewer), listMailboxes(viewer)]);
  const own = domains.filter(({ isDemo }) => !isDemo);
  const asked = { domain: textOf(search['d']), address: textOf(search['to']) };
  const read = mailboxes.find(({ username }) => isAddress(username))?.username;
  const given = {
    domain: asked.domain ?? own[0]?.name ?? '',
    address: asked.address ?? read ?? '',
  };
  const domain = normaliseDomain(given.domain);
  const address = isAddress(given.address) ? given.address : null;
  return (
    <>
      <StepTitle title={t('title')}>{t('text')}</StepTitle>
      {search['connected'] && mailboxes.length > 0 ? (
        <div className="mb-5">
          <Notice tone="good">{t('connected')}</Notice>
        </div>
      ) : null}
      <FoundDomains viewer={viewer} href={(name) => hrefOf(name, address)} current={domain} />
      <Form action="/welcome" scroll={false} className="mb-5 grid items-start gap-4 sm:grid-cols-2">
        <input type="hidden" name="step" value="record" />
        <Field
          key={`d ${given.domain}`}
          label={t('domain')}
          name="d"
          defaultValue={given.domain}
          placeholder="example.com"
          required
          error={given.domain !== '' && domain === null ? t('noDomain') : undefined}
        />
        <Field
          key={`to ${given.address}`}
          label={t('address')}
          name="to"
          type="email"
          defaultValue={given.address}
          placeholder="dmarc@example.com"
          required
          help={t('addressHelp')}
          error={given.address !== '' && address === null ? t('noAddress') : undefined}
        />
        <Button
          type="submit"
          kind={domain && address ? 'plain' : 'primary'}
          className="self-start sm:justify-self-start"
        >
          {t('show')}
        </Button>
      </Form>
      {domain && address ? (
        <RecordPanels viewer={viewer} domain={domain} address={address} />
      ) : (
        <Notice>{t('fillIn')}</Notice>
      )}
      <Onwards />
    </>
  );
}

function Onwards() {
  const t = useTranslations('welcome');
  const chrome = useTranslations('chrome');
  return (
    <div className="mt-5 flex gap-2">
      <ButtonLink href="/" kind="primary">
        {chrome('overview')}
      </ButtonLink>
      <ButtonLink href="/welcome">{t('back')}</ButtonLink>
    </div>
  );
}

function hrefOf(domain: string, address: string | null) {
  return `/welcome?${new URLSearchParams({ step: 'record', d: domain, ...(address && { to: address }) })}`;
}

function textOf(given: Search[string]) {
  const text = [given ?? []].flat()[0]?.trim().slice(0, 254);
  return text === '' ? undefined : text;
}

/** An address that a receiver could send a mail to; whether anybody reads it is seen by the first. */
function isAddress(text: string) {
  const [, host] = /^[^\s@<>"]+@([^\s@]+\.[^\s@]+)$/.exec(text) ?? [];
  return host !== undefined && normaliseDomain(host) !== null;
}
