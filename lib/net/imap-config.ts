/**
 * Where a mailbox is and how to enter it. `none` sends the password in clear and is granted to this
 * machine only; `caPem`, where given, is the only authority that is trusted.
 */
export type ImapConfig = {
  host: string;
  port: number;
  tls: 'implicit' | 'starttls' | 'none';
  username: string;
  password: string;
  caPem: string | null;
  folder: string;
};
