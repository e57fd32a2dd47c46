/**
 * What the audit log tells: every deed that changes something, by the thing it is done to. Whoever adds a
 * deed adds its words (`deeds`); one that was written by a later version is shown as it is.
 */
export const DEEDS = [
  'session.open',
  'session.refuse',
  'session.lock',
  'session.close',
  'session.end',
  'session.end-all',
  'user.create-owner',
  'user.create',
  'user.remove',
  'user.reset-password',
  'user.change-password',
  'user.add-second-step',
  'user.remove-second-step',
  'user.replace-recovery-codes',
  'user.add-passkey',
  'user.remove-passkey',
  'user.invite',
  'user.accept-invite',
  'user.revoke-invite',
  'user.link-sso',
  'user.make-reset-link',
  'user.revoke-reset-link',
  'user.use-reset-link',
  'user.limit-domains',
  'token.create',
  'token.remove',
  'mailbox.add',
  'mailbox.update',
  'mailbox.remove',
  'mailbox.pause',
  'mailbox.resume',
  'mailbox.hold',
  'mailbox.poll',
  'report.upload',
  'report.import',
  'report.reparse',
  'quarantine.retry',
  'quarantine.retry-all',
  'quarantine.ignore',
  'quarantine.ignore-all',
  'quarantine.reopen',
  'quarantine.reopen-all',
  'source.label',
  'source.unlabel',
  'signer.confirm',
  'signer.withdraw',
  'setting.counted-verdicts',
  'setting.retention',
  'setting.second-step',
  'recount.resume',
  'retention.ask',
  'retention.run',
  'rollup.repair',
  'export.take',
  'backup.take',
  'backup.restore',
  'export.ask-evidence',
  'secrets.rotate',
  'demo.load',
  'demo.remove',
] as const;
export type Deed = (typeof DEEDS)[number];

/** What a deed is done to. */
export type DeedKind = Deed extends infer D
  ? D extends `${infer K}.${string}`
    ? K
    : never
  : never;

/** Every kind of deed, in the order of `DEEDS`. */
export const DEED_KINDS: readonly DeedKind[] = [
  'session',
  'user',
  'token',
  'mailbox',
  'report',
  'quarantine',
  'source',
  'signer',
  'setting',
  'recount',
  'retention',
  'rollup',
  'export',
  'backup',
  'secrets',
  'demo',
];
