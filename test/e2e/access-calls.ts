import type { ActionArgument } from '#test/support/server-action';
import { type AccessHouse, addressOf, TENANT, victimOf } from './access-house.ts';
import type { Column } from './access-table.ts';

type Arguments = (
  house: AccessHouse,
  column: Column,
) => ActionArgument[] | Promise<ActionArgument[]>;

/** What each action is called with: such that it changes something, if it is let. */
export const CALLS: Readonly<Record<string, Arguments>> = {
  labelAction: () => [
    null,
    { label: 'yours', domain: TENANT, subject: 'ip:192.0.2.1', note: '', owner: '' },
  ],
  undoLabelAction: async (house) => [{ batch: await someLabel(house) }],
  markReadAction: ({ ids }) => [{ uid: ids.report }],
  markAllReadAction: () => [{ seen: new Date().toISOString() }],
  createTokenAction: () => [null, { name: 'canary', scope: 'read', days: '30' }],
  revokeTokenAction: async (house, column) => [null, { id: await othersToken(house, column) }],
  inviteAction: (_, column) => {
    return [null, { email: `guest-of-${column}@example.net`, role: 'viewer', domains: '' }];
  },
  limitAccountAction: (_, column) => {
    return [null, { email: victimOf(column), sees: 'some', domains: 'example.com' }];
  },
  revokeInviteAction: async (house) => [null, { id: await someLink(house, 'guest') }],
  makeResetLinkAction: (_, column) => [null, { email: victimOf(column) }],
  revokeResetLinkAction: async (house) => [null, { id: await someLink(house, 'victim') }],
  endUserSessionAction: (_, column) => {
    return [null, { email: victimOf(column), id: `one-of-${column}` }];
  },
  endUserSessionsAction: (_, column) => [null, { email: victimOf(column) }],
  // Somebody else's.
  endSessionAction: () => [null, { id: 'one-of-viewer' }],
  changePasswordAction: () => [null, { current: 'wrong', wanted: 'nine blue kettles' }],
  endOtherSessionsAction: () => [],
  joinAction: () => [null, { token: 'wrong', name: 'Eve', password: 'nine blue kettles' }],
  resetAction: () => [null, { token: 'wrong', password: 'nine blue kettles' }],
  removeSecondStepAction: (_, column) => [null, { email: victimOf(column) }],
  removePasskeysAction: (_, column) => [null, { email: victimOf(column) }],
  requireSecondStepAction: () => [null, { required: 'yes' }],
  askEvidenceAction: () => [null, {}],
  addSecondStepAction: () => [null, {}],
  changeSecondStepAction: () => [null, {}],
  addPasskeyAction: () => [null, {}],
  removePasskeyAction: () => [null, { id: 'wrong' }],
  renamePasskeyAction: () => [null, { id: 'wrong', name: 'mine' }],
  signInByPasskeyAction: () => [null, {}],
  finishSignInAction: () => [null, {}],
  dismissSetupAction: () => [],
  removeUserAction: (_, column) => [null, { email: victimOf(column) }],
  mailboxAction: (_, column) => {
    const server = { host: 'imap.example.net', port: '993', tls: 'implicit', username: 'me' };
    const mailbox = { name: `new-of-${column}`, password: 'secret', folder: 'INBOX', ...server };
    return [null, { ...mailbox, known: 'false', after: 'leave', next: '/settings' }];
  },
  removeMailboxAction: (_, column) => [null, { name: `box-${column}` }],
  pauseAction: () => [null, { name: 'canary-box', paused: 'true' }],
  pollAction: ({ ids }) => [null, { id: ids.mailbox }],
  uploadAction: (_, column) => [{ file: new Blob([`junk of ${column}`]) }],
  retryAction: ({ ids }) => [null, { id: ids.quarantine }],
  retryAllAction: () => [null, { code: '' }],
  ignoreAction: ({ ids }) => [null, { id: ids.quarantine }],
  reopenAction: ({ ids }) => [null, { id: ids.quarantine }],
  ignoreAllAction: () => [null, { code: '' }],
  reopenAllAction: () => [null, { code: '' }],
  rereadAction: ({ ids }) => [null, { uid: ids.report }],
  applyRereadAction: ({ ids }) => [null, { uid: ids.report }],
  saveGroupAction: (_, column) => [null, { name: `new of ${column}`, note: '' }],
  changeDomainsAction: async ({ sql }, column) => {
    return [null, { d: TENANT, deed: 'assign', group: await groupOf(sql, `kept-${column}`) }];
  },
  removeGroupAction: async ({ sql }, column) => {
    return [null, { id: await groupOf(sql, `gone-${column}`) }];
  },
  addDomainsAction: (_, column) => [null, { names: `new-of-${column}.example.net` }],
  retentionAction: (_, column) => {
    const recordDays = 3650 + column.length;
    return [null, { intent: 'save', settings: JSON.stringify({ recordDays }) }];
  },
  runRetentionAction: () => [],
  confirmSignerAction: ({ ids }) => [null, { uid: ids.report }],
  withdrawSignerAction: ({ ids }) => [null, { uid: ids.report }],
  saveCountedAction: () => [
    null,
    { counted: ['verified', 'authenticated', 'unverified', 'not-checked'] },
  ],
  goOnAction: () => [],
  loadDemoAction: () => [],
  removeDemoAction: () => [],
  signInAction: () => [null, { email: 'nobody@example.net', password: 'wrong' }],
  createOwnerAction: () => [
    null,
    { name: 'Eve', email: 'eve@example.net', password: 'one two three four' },
  ],
  signOutAction: () => [],
};

async function someLabel({ sql }: AccessHouse) {
  const { rows } = await sql.query<{ batch: string }>(
    'SELECT batch::text FROM source_label WHERE undone_at IS NULL LIMIT 1',
  );
  return rows[0]?.batch ?? '';
}

async function groupOf(sql: AccessHouse['sql'], name: string) {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id::text FROM domain_group WHERE name = $1',
    [name],
  );
  return rows[0]?.id ?? '';
}

async function someLink({ sql }: AccessHouse, about: string) {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id::text FROM account_link WHERE starts_with(email, $1) LIMIT 1',
    [about],
  );
  return rows[0]?.id ?? '';
}

async function othersToken({ sql }: AccessHouse, column: Column) {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT t.id FROM api_token AS t JOIN "user" AS u ON u.id = t.user_id WHERE u.email = $1`,
    [addressOf(column === 'owner' ? 'auditor' : 'owner')],
  );
  return rows[0]?.id ?? '';
}
