/**
 * OWASP ASVS 5.0.0: the items of level 1 and 2 that apply here (and a few of level 3), how each is met, and
 * the tests that hold it: file under test/, words of its title. An item without a test is open, and says
 * what is missing. Numbers are those of ASVS 5.0.0; the words are ours.
 */
export type AsvsItem = {
  id: string;
  what: string;
  how: string;
  /** `auth/sign-in: a forged cookie is nobody`. */
  tests: readonly string[];
  /** What is not met, in words; null where all of it is. */
  open: string | null;
};

export const ASVS: readonly AsvsItem[] = [
  // V1 Encoding and sanitization
  met(
    '1.2.1',
    'Output is encoded for where it goes',
    'React escapes text; files by lib/format/html.ts and csv.ts; hostile values are shown as data',
    'jobs/make-evidence: the summary runs nothing, and praises nobody',
    'diagnosis/diagnose: hostile values stay data: one line, in one direction, and short',
  ),
  met(
    '1.2.2',
    'Untrusted data in URLs is encoded, and only safe schemes are followed',
    'A way back is a path of ours or nothing; filters are spelt by one function',
    'auth/next-path: does not follow %j',
    'filter/filter: reads back as the same filter',
  ),
  met(
    '1.2.4',
    'Queries are parameterised',
    'SQL by tagged templates alone, in lib/queries and lib/store; sort keys from closed maps',
    'architecture: an import points down, along the floor plan',
    'queries/forged-cursor: %s begin anew behind a cursor that is none of ours',
  ),
  met(
    '1.2.10',
    'CSV is safe from formulas (level 3)',
    'lib/format/csv.ts guards text cells, in every dataset, held against LibreOffice',
    'format/csv: no guarded cell starts a formula, and all that is added is one apostrophe',
    'queries/spreadsheet: finds no formula in %s',
  ),
  met(
    '1.3.6',
    'No request to where an attacker points (SSRF)',
    'One guard judges the address that is connected to, and follows no redirect',
    'net/guarded-fetch: a name that changes between the look and the connection gains nothing',
    'net/guarded-fetch: follows no redirect, and hands on every other status',
  ),
  met(
    '1.5.1',
    'XML parsers resolve nothing from outside',
    'saxes in strict mode; a DOCTYPE is refused',
    'report/hostile-pipeline: $name ends in $code',
  ),
  met(
    '1.5.3',
    'Parsers of one format agree',
    'Two mail readers are held against each other, and a second reader of XML against ours',
    'report/second-opinion: another XML parser counts the same messages in the same records',
    'report/plain-message: what the walk reads of odd mails, it reads as mailparser does',
  ),
  // V2 Validation and business logic
  met(
    '2.2.1',
    'Input is validated against what is allowed',
    'zod at every door; a program’s mistake is refused by name',
    'app/api: a program that asks for %s is told what is wrong with it',
    'env/env: a wrong value is refused by its name, with what it should be',
  ),
  met(
    '2.3.3',
    'What belongs together happens together or not at all',
    'One transaction for each batch, proven by breaking it at every step',
    'crash/fault-points: is killed and then throws at %s',
    'crash/fault-points: every fault point stands in the code once',
  ),
  met(
    '2.4.1',
    'Protection from automation',
    'Sign-in by account and network; hashes at once; requests of a token',
    'auth/sign-in: fifty wrong tries of one /64 close it, and nobody else',
    'auth/password: turns tries away when too many wait for a hash, and goes on afterwards',
    'app/api-protocol: a token is told what it has left, and refused when that is nothing',
  ),
  // V3 Web frontend security
  met(
    '3.2.1',
    'Content is not rendered as something else',
    'nosniff; what a stranger wrote is a download; routes of the API answer JSON',
    'app/api: an export is a file with a name of its own, guarded and marked only when asked',
    'security/headers: no page or file may be taken for something else, framed or sent on',
  ),
  met(
    '3.2.2',
    'Text is shown as text',
    'React’s text nodes; no dangerouslySetInnerHTML in the house',
    'security/headers: no page writes markup that it was given',
    'e2e/hostile-words: no page runs, loads or links what strangers wrote',
  ),
  met(
    '3.3.1',
    'Cookies have Secure and the __Host- prefix',
    'With PUBLIC_URL https: the cookie is __Host-ruascope and Secure; over plain HTTP on loopback it cannot be',
    'auth/sign-in: the cookie is out of reach for scripts and other sites',
    'e2e/headers: where PUBLIC_URL is https, cookies belong to this host and pages keep to https',
  ),
  met(
    '3.3.2',
    'SameSite is set',
    'Lax, for the session',
    'auth/sign-in: the cookie is out of reach for scripts and other sites',
  ),
  met(
    '3.3.3',
    'The cookie bears __Host-',
    'Where PUBLIC_URL is https',
    'auth/sign-in: the cookie is out of reach for scripts and other sites',
    'e2e/headers: where PUBLIC_URL is https, cookies belong to this host and pages keep to https',
  ),
  met(
    '3.3.4',
    'Session cookies are HttpOnly',
    'Set so by lib/auth/auth.ts',
    'auth/sign-in: the cookie is out of reach for scripts and other sites',
  ),
  met(
    '3.4.1',
    'HSTS of a year at least',
    'On every answer that came by https (X-Forwarded-Proto), and on pages where PUBLIC_URL says so',
    'security/headers: whoever comes by https is kept on TLS for a year',
    'e2e/headers: of %s over https keeps browsers to https',
    'e2e/headers: where PUBLIC_URL is https, cookies belong to this host and pages keep to https',
  ),
  met(
    '3.4.2',
    'CORS lets no other site read',
    'No Access-Control-Allow-Origin at all',
    'app/api-protocol: %s lets no other site read it',
  ),
  met(
    '3.4.3',
    'A content security policy on every page',
    'Scripts by nonce, nothing of another host, object-src and base-uri closed',
    'security/headers: a page runs scripts of its own nonce alone',
  ),
  met(
    '3.4.4',
    'nosniff on every answer',
    'next.config.ts',
    'security/headers: no page or file may be taken for something else, framed or sent on',
  ),
  met(
    '3.4.5',
    'A referrer policy',
    'same-origin',
    'security/headers: no page or file may be taken for something else, framed or sent on',
  ),
  met(
    '3.4.6',
    'Nobody frames the pages',
    'frame-ancestors none, X-Frame-Options DENY',
    'security/headers: a page runs scripts of its own nonce alone',
    'security/headers: no page or file may be taken for something else, framed or sent on',
  ),
  met(
    '3.4.8',
    'Cross-Origin-Opener-Policy',
    'same-origin',
    'security/headers: no page or file may be taken for something else, framed or sent on',
  ),
  met(
    '3.5.1',
    'Requests from other sites change nothing (CSRF)',
    'proxy.ts holds Origin against our address; routes of the API by themselves',
    'auth/same-origin: takes the browser at its word that another site asks',
    'app/api: a session of our own pages is as good as a token, but not from another site',
  ),
  met(
    '3.5.2',
    'What relies on preflights cannot be called without one',
    'Nothing does: the origin is held against ours in any case',
    'auth/same-origin: refuses %s',
  ),
  met(
    '3.5.3',
    'What changes something is no GET',
    'Server actions and POST; every other method is refused',
    'app/api-protocol: %s names its methods, and refuses all others',
  ),
  // V4 API
  met(
    '4.1.1',
    'Answers say what they are',
    'Each endpoint is described with its types, and a validator of the standard agrees',
    'app/api-description: a validator of the standard has nothing to say about the description',
  ),
  met(
    '4.1.4',
    'Only methods that exist are answered',
    'lib/api/serve.ts refuses all others and names those there are',
    'app/api-protocol: %s names its methods, and refuses all others',
  ),
  // V5 File handling
  met(
    '5.1.1',
    'What may be handed over is documented',
    'README and openapi.json; kinds and limits',
    'env/env-example: .env.example documents every variable, and no other',
  ),
  met(
    '5.2.1',
    'Sizes are bounded',
    'MAX_MAIL_BYTES before anything is read, and while it is read',
    'app/api-import: does not read a body to its end that is beyond the limit',
  ),
  met(
    '5.2.2',
    'Content decides what a file is, not its name',
    'Bytes are looked at; what is no report ends in quarantine with the reason',
    'report/hostile-pipeline: $name ends in $code',
  ),
  met(
    '5.2.3',
    'Archives are bounded by what they unpack to',
    'Bytes produced are counted, entries and nesting capped',
    'report/limits: what goes beyond %s (%i) names its variable',
    'report/hostile-pipeline: no attack takes more memory than allowed, nor do all of them twice',
  ),
  met(
    '5.3.2',
    'No path is made of what a stranger wrote',
    'Files are rows; names of downloads are ours',
    'auth/account-link: %j is no link',
    'app/api: an export is a file with a name of its own, guarded and marked only when asked',
  ),
  met(
    '5.3.3',
    'Names inside archives mean nothing (level 3)',
    'Members are read by what they hold and never written under a name',
    'report/hostile-pipeline: $name ends in $code',
  ),
  met(
    '5.4.2',
    'Names of files are encoded in headers (RFC 6266)',
    'lib/auth/download.ts',
    'app/api: an export is a file with a name of its own, guarded and marked only when asked',
  ),
  // V6 Authentication
  met(
    '6.2.1',
    'Passwords have a least length',
    'Ten characters, by judgement of what is guessed first',
    'auth/password: refuses %s',
  ),
  met(
    '6.2.3',
    'Changing a password asks for the current one',
    'Account page; wrong guesses count as at the door',
    'auth/session: ten wrong guesses at the current password are as many as at the door',
  ),
  met(
    '6.2.4',
    'The passwords that everybody tries are refused',
    'The 10,000 commonest as long as ours must be, the 49,233 of zxcvbn, and each of them with a year, a number or a sign behind it; offline',
    'auth/password: the commonest passwords that are long enough are refused, three thousand and more',
    'auth/password: refuses %s',
  ),
  open(
    '6.2.12',
    'Passwords that are known to thieves are refused',
    'The commonest ten thousand are (6.2.4), which were stolen',
    'No whole set of breached passwords comes along, and none is asked over the network.',
  ),
  met(
    '6.3.1',
    'Guessing is slowed down',
    'Ten tries for an account, fifty for a network, a quarter hour',
    'auth/sign-in: ten wrong tries close an account for a while, for the right password too',
    'auth/client-address: a window of tries opens again when it has passed',
  ),
  met(
    '6.3.3',
    'A second factor',
    'TOTP with recovery codes, or demanded of everybody by an owner',
    'auth/second-step: the password opens nothing, and the code after it a session',
    'auth/second-step: where it is demanded, a session by password alone opens only the way to set it up',
    'auth/passkey: it opens a session, which owes no second step',
  ),
  met(
    '6.3.8',
    'Nobody learns who has an account',
    'Same words, same work, for both',
    'auth/sign-in: a wrong password and an unknown address get the same answer',
    'auth/sign-in: an unknown address costs one hash, as a wrong password does, and a hash as dear',
  ),
  met(
    '6.4.1',
    'First secrets end soon and are used once',
    'Invitations and reset links: a week, once, hash kept',
    'auth/account-link: a link ends after a week, when it is taken back, and when a newer one is made',
    'auth/account-link: of ten who come with the same link at once, one is let in',
  ),
  met(
    '6.5.1',
    'A code is good once',
    'TOTP counters and recovery codes are used up',
    'auth/second-step: a code is good once, also in another sign-in and for two at once',
  ),
  met(
    '6.8.1',
    'An identity provider cannot speak for accounts of another',
    'Accounts are tied to issuer and subject, addresses must be verified',
    'auth/sso: opens the account of a verified address, and that one again when the address has changed',
    'auth/sso: refuses an ID token with %s',
  ),
  // V7 Session management
  met(
    '7.2.1',
    'Sessions are verified by the server',
    'A row of the database for each, asked at each request',
    'auth/sign-in: a forged cookie is nobody',
  ),
  met(
    '7.2.2',
    'Sessions are no fixed secrets',
    'Made anew at each sign-in; tokens of the API are for programs, and end',
    'auth/token: a token ends on its day',
  ),
  met(
    '7.2.3',
    'Session tokens cannot be guessed',
    '192 random bits of ours, signed by better-auth',
    'auth/sign-in: a forged cookie is nobody',
  ),
  part(
    '7.2.4',
    'Signing in makes a new session',
    'A row of ours and a cookie of better-auth for each',
    'A session that was open in the same browser goes on until it ends or is ended.',
    'auth/session: a session tells its browser, and the address that the last proxy saw',
  ),
  met(
    '7.3.1',
    'Sessions end unused',
    'After a week',
    'auth/sign-in: a session that nobody used for a week has ended',
  ),
  met('7.3.2', 'Sessions end in any case', 'After a month', 'auth/sign-in: a session ends %s'),
  met(
    '7.4.1',
    'Signing out ends the session itself',
    'The row goes, with the cookie',
    'auth/sign-in: signing out ends the session itself, not only its cookie',
  ),
  met(
    '7.4.2',
    'Removing an account ends its sessions',
    'By foreign key',
    'auth/sign-in: removing an account ends its sessions',
  ),
  met(
    '7.4.3',
    'A new password ends sessions elsewhere',
    'All but the one it was changed in',
    'auth/session: another password ends the sessions elsewhere, and not this one',
    'auth/second-step: turning it on ends the sessions elsewhere',
  ),
  met(
    '7.4.4',
    'The way out is on every page',
    'In the box below the pages, or in the drawer of a phone',
    'e2e/first-look: signing out ends the session',
  ),
  met(
    '7.4.5',
    'Administrators end sessions of others',
    'Per person and one by one, but not of an owner',
    'auth/session: nobody ends or sees a session of another, but who manages accounts',
    'auth/session: an admin ends no session of an owner',
  ),
  met(
    '7.5.2',
    'People see and end their sessions',
    'Account page',
    'auth/session: a person ends a session of theirs, and from the next moment on it is nobody',
  ),
  // V8 Authorization
  met(
    '8.1.1',
    'Who may do what is written down',
    'A table of pages, routes and actions by role',
    'e2e/access: every page, route and action of the build has a row, and every row is of the build',
  ),
  met(
    '8.2.1',
    'Functions are for those who may use them',
    'requireViewer and requireOperator; the table is tried by each role',
    'e2e/access: page $name',
    'auth/owner: an admin manages everybody but owners, and others nobody but themselves',
  ),
  met(
    '8.2.2',
    'Data are for those who may see them',
    'Every question demands a Viewer; only lib/auth and jobs on its behalf make one',
    'app/api: a token limited to a domain sees that domain alone, however it asks',
    'e2e/second-wall: a question that asks for what is not the viewer’s sees nothing of it on any page',
    'queries/export: a file holds only domains of the viewer',
    'jobs/make-evidence: whoever is limited gets nothing of other domains, and no one else’s pack',
  ),
  met(
    '8.3.1',
    'The server decides',
    'Pages and actions ask; proxy.ts decides nothing about access',
    'e2e/access: $name',
  ),
  // V10 OAuth and OIDC
  met(
    '10.2.1',
    'The answer belongs to the question (state, PKCE, nonce)',
    'openid-client; what was asked is kept for ten minutes in this browser',
    'auth/sso: an answer is taken once, in the browser that asked, to the question that was asked',
  ),
  // V11 Cryptography
  met(
    '11.3.2',
    'Only approved ciphers and modes',
    'AES-256-GCM with the place of the value as associated data',
    'store/secret: does not open when its byte %i was changed',
    'store/secret: does not open by a tag that was cut short',
  ),
  met(
    '11.4.2',
    'Passwords are stored by a slow, salted hash',
    'argon2id at the cost of OWASP',
    'auth/password: hashes with argon2id at the cost of OWASP, salted',
  ),
  met(
    '11.2.2',
    'Keys can be changed',
    'SECRET_KEY_OLD and ruascope secrets rotate',
    'store/rotate-secrets: seals every secret under the new key, once, after which the old one is not needed',
  ),
  // V12 Secure communication
  met(
    '12.1.1',
    'TLS of this century only',
    'TLS 1.2 at least, to mailboxes and providers',
    'net/imap: never without TLS from afar',
  ),
  met(
    '12.3.1',
    'Connections to other systems are encrypted',
    'Plain IMAP to loopback alone',
    'net/imap: never without TLS from afar',
    'net/hostile: that claims to know us already (PREAUTH) does not get around STARTTLS',
  ),
  met(
    '12.3.2',
    'Certificates are verified',
    'Always; an authority of one’s own by file',
    'net/imap: never with a certificate of unknown origin (%s)',
    'net/imap: never under a name that the certificate does not bear',
  ),
  // V13 Configuration
  met(
    '13.1.3',
    'What happens when others do not answer is decided',
    'Deadlines, growing pauses and a circuit breaker',
    'net/hostile-cycles: a server that %s is left by the deadline',
    'crash/outage: waits while the disk of the database is full, and blames no mail',
  ),
  met(
    '13.2.4',
    'Only wanted servers are asked',
    'Mailboxes and providers an operator named; a guard for what others name',
    'net/guarded-fetch: connects to the very address that was judged, and proves the name by its certificate',
  ),
  met(
    '13.2.5',
    'The server asks only where it may',
    'Private networks are closed to what others name, metadata always',
    'net/guarded-fetch: tells an operator which setting would allow a private network, and metadata never',
  ),
  met(
    '13.2.6',
    'Connections have bounds',
    'Pools, deadlines and lengths of answers',
    'net/guarded-fetch: neither time nor length is the other side’s to choose',
  ),
  met(
    '13.3.1',
    'Secrets are kept by a key that is not beside them',
    'SECRET_KEY or a file of it; values name their key',
    'store/mailbox: a mailbox is stored with its password sealed, and nobody can read it in the audit log',
    'store/secret: every column that the schema calls sealed is among those that are rotated',
    'e2e/canary: they are found in no page, answer or file',
  ),
  met(
    '13.4.2',
    'No debugging where it runs',
    'The built product: no developer tools, fault points do nothing',
    'ground/fault: a fault point does nothing under %s',
  ),
  // V14 Data protection
  met(
    '14.2.1',
    'Nothing secret stands in a URL',
    'Tokens by header only; codes by form',
    'auth/token: refuses %s',
  ),
  met(
    '14.2.4',
    'Personal data are masked and go in time',
    'Failure reports masked in pages and files; retention by kind',
    'queries/evidence-datasets: failure-reports tells of as many mails as its page, and of nobody in them',
    'jobs/retention: records stay for ever, files go after 90 days, quarantine after 30',
  ),
  met(
    '14.2.5',
    'Nothing between us and the browser keeps what is private',
    'no-store and private, whatever the path ends in',
    'security/headers: a page of somebody is kept by nobody',
    'app/api-protocol: a report file has a tag as well, and is kept by nobody else',
  ),
  met(
    '14.3.2',
    'Private answers are not cached',
    'no-store on pages, private on files',
    'security/headers: a page of somebody is kept by nobody',
  ),
  // V15 Secure coding and architecture
  met(
    '15.1.2',
    'An inventory of dependencies',
    'package-lock.json, npm sbom, /settings/about',
    'security/supply-chain: npm sbom writes a CycloneDX list of every package, without a network',
    'security/supply-chain: every package that runs here is told with its licence',
  ),
  met(
    '15.1.3',
    'What is costly is known and written down',
    'README: what things take, measured; limits by name in .env.example',
    'env/env: every bound of the reading core can be moved by its variable',
  ),
  met(
    '15.2.1',
    'Components with known faults are replaced',
    'Floors, held by a test',
    'security/supply-chain: %s is %s at least, wherever it lies',
  ),
  met(
    '15.2.2',
    'Availability is protected from costly work',
    'Limits, deadlines, paged lists, and a time of the database’s own for each statement',
    'db/question-time: a question asked %s has its time, and says what to ask instead',
    'e2e/too-long: a page tells %s to ask for less',
    'queries/judged-span: one day is judged however many records it has',
    'report/hostile-pipeline: no attack takes more memory than allowed, nor do all of them twice',
  ),
  met(
    '15.2.4',
    'Components come from where they should (level 3)',
    'Hashes for all of them, no place but the registry',
    'security/supply-chain: has the hash of every package, but of those that lie in another one',
    'security/supply-chain: names no place to fetch from but the registry',
  ),
  met(
    '15.2.5',
    'Risky components are isolated (level 3)',
    'Strangers’ bytes are read in a thread with a memory cap and a deadline; adm-zip writes only',
    'ingest/reader-thread: the event loop goes on while a large report is read',
    'security/supply-chain: adm-zip only writes: no byte of a stranger comes near it',
  ),
  met(
    '15.3.6',
    'No prototype is polluted',
    'Maps and a list of known names; __proto__ is a name like any other',
    'report/hostile-pipeline: $name ends in $code',
  ),
  met(
    '15.4.2',
    'No gap between check and use',
    'Locks, unique indexes and single statements, tried at once',
    'auth/owner: of ten visitors who claim the installation at once, one becomes the owner',
    'crash/two-workers: without the lock, at the same time',
  ),
  // V16 Logging and error handling
  met(
    '16.2.5',
    'Nothing secret is logged',
    'Redaction at any depth; a word that is no address is not kept as one',
    'ground/log: never writes a secret, at whatever depth',
    'e2e/canary: they are found in no table, no file of the database and no line of the log',
    'auth/sign-in-audit: a password typed where the address belongs is not kept',
  ),
  met(
    '16.3.1',
    'Sign-ins and their refusals are logged',
    'Audit log, with the network',
    'auth/sign-in-audit: coming, going and being refused stand in the audit log, with the network',
    'auth/sso: who came and who was refused is written down',
  ),
  met(
    '16.3.2',
    'Refused attempts are logged',
    'Sign-in, lock and second step; what a page, an action or a route refuses to who is signed in',
    'e2e/access: whoever was refused stands in the audit log, with what they asked for',
    'auth/refusal: the same refusal is told once, and nobody fills the log with many',
    'auth/sign-in-audit: a door that was closed is told once, however often somebody knocks',
  ),
  met(
    '16.3.3',
    'Changes of what protects are logged',
    'Each action, command, job and writing route is followed to the log',
    'filter/deed: every action, command, job and writing route that changes something records it',
    'store/deed-and-entry: where nobody could be told of it, nothing is done: %s',
  ),
  met(
    '16.4.1',
    'Log lines cannot be forged by what is logged',
    'Control characters are shown, lines cut',
    'ground/log: shows what would move a cursor, turn a line or break it, and stays one line',
  ),
  met(
    '16.4.2',
    'Logs are kept from changes',
    'A trigger refuses them, a chain of hashes shows them',
    'queries/audit-log: is kept: Postgres refuses %s',
    'queries/audit-log: breaks where an entry is %s behind our back',
    'filter/deed: nothing in the house changes or takes away an entry of the audit log',
  ),
  part(
    '16.4.3',
    'Logs are sent elsewhere',
    'JSON on stdout, audit-log by API; the head of the chain stands in every evidence pack',
    'The audit log is sent nowhere by itself.',
    'queries/audit-log: can be checked from the file alone',
  ),
  met(
    '16.5.1',
    'Faults tell nothing of the inside',
    'Codes and safe texts (lib/errors.ts)',
    'app/api-without-database: without a database a route asks to come again, and tells nothing about it',
  ),
  met(
    '16.5.2',
    'The product goes on when others fail',
    'Mail stays where it is, pages say so',
    'crash/outage: waits while the disk of the database is full, and blames no mail',
    'crash/full-disk: stops while that is full, says so, and goes on by itself once there is room',
  ),
  met(
    '16.5.3',
    'It fails closed',
    'Half a file is cut off, a batch that fails is not there',
    'auth/download: an error between lines breaks the body off',
    'auth/sign-in: an account whose last domain is removed sees nothing, not everything',
  ),
];

function met(id: string, what: string, how: string, ...tests: string[]): AsvsItem {
  return { id, what, how, tests, open: null };
}

function part(
  id: string,
  what: string,
  how: string,
  missing: string,
  ...tests: string[]
): AsvsItem {
  return { id, what, how, tests, open: missing };
}

function open(id: string, what: string, how: string, missing: string): AsvsItem {
  return { id, what, how, tests: [], open: missing };
}
