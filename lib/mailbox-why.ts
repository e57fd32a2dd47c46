/**
 * What may be wrong with a mailbox, by name. Each is a sentence with its remedy in `fault.reason` of
 * the words: in English for logs and the command line, in the viewer's language for pages.
 */
export const MAILBOX_WHYS = [
  // the way to the server
  'hostUnknown',
  'hostNotNow',
  'nothingListens',
  'noRoute',
  'noAnswer',
  'connectionCut',
  'noGreeting',
  'answerTooLarge',
  'connectionFailed',
  // its encryption
  'clearPassword',
  'notTls',
  'oldTls',
  'noStarttls',
  'spokeBeforeTls',
  'unknownAuthority',
  'certificateOver',
  'certificateEarly',
  'certificateName',
  // the login
  'slowDown',
  'nobodyNow',
  'noPasswords',
  'noOauth',
  'loginRefused',
  'loginGmail',
  'loginMicrosoft',
  'loginYahoo',
  'loginIcloud',
  'loginFastmail',
  'loginZoho',
  'tokenNotTaken',
  'tokenNotTakenGmail',
  'tokenNotTakenMicrosoft',
  'noFolder',
  // the access token before it
  'tokenSlowDown',
  'tokenNotNow',
  'tokenRevoked',
  'tokenNotDelegated',
  'tokenClientWrong',
  'tokenNotAllowed',
  'tokenScope',
  'tokenNoEndpoint',
  'tokenClient',
  'tokenSecretWrong',
  'tokenSecretOver',
  'tokenNoApp',
  'tokenNoTenant',
  'tokenBadTenant',
  'tokenNoConsent',
  'tokenScopeMicrosoft',
  'keyUnreadable',
] as const;

export type MailboxWhy = (typeof MAILBOX_WHYS)[number];
