/** Where the mailboxes of well-known providers are, and what to know before trying. */
export const PRESETS = [
  {
    key: 'other',
    text: 'Another IMAP server',
    host: '',
    help: 'Port 993 with TLS is what almost every server offers.',
  },
  {
    key: 'gmail',
    text: 'Gmail or Google Workspace',
    host: 'imap.gmail.com',
    help: 'Needs 2-step verification and an app password: your own password is refused.',
  },
  {
    key: 'microsoft',
    text: 'Microsoft 365',
    host: 'outlook.office365.com',
    help: 'Most organisations have switched passwords off for IMAP; forward the reports to another mailbox then.',
  },
  {
    key: 'fastmail',
    text: 'Fastmail',
    host: 'imap.fastmail.com',
    help: 'Make an app password for IMAP in its settings, under Privacy and security.',
  },
] as const;
