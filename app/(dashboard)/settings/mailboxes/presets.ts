/** Where the mailboxes of well-known providers are. */
export const PRESETS = [
  {
    key: 'other',
    host: '',
  },
  {
    key: 'gmail',
    host: 'imap.gmail.com',
  },
  {
    key: 'microsoft',
    host: 'outlook.office365.com',
  },
  {
    key: 'fastmail',
    host: 'imap.fastmail.com',
  },
] as const;
