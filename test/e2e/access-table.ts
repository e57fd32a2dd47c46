/**
 * Who may do what, one row for every page, route handler and server action of the build. A new one
 * without a row fails `access.e2e.ts`; to add it, write its row here (and for an action what it is
 * called with, in access-calls.ts). The columns are who asks: nobody, each role, and `other`, an admin
 * who is limited to a domain of which nothing here is.
 *
 * What a page or a route answers:
 *   ok      200, and nothing of what is hidden from this column
 *   told    200, which says that it is not theirs, and nothing of what it is about
 *   login   sent to sign in
 *   401 403 404 405 422 and so on, as it is
 * What an action does:
 *   done    it is carried out: the database has changed (or, with a `~` before the row's name, it is
 *           an action that leaves no trace there, and it answers)
 *   no      refused, and nothing in the database has changed
 *   login   sent to sign in, and nothing has changed
 *   own     concerns the caller's own account alone, and answers
 *   open    for everybody, signed in or not
 *   -       not called: it changes too much for those who come after, and another journey has it
 */
export const COLUMNS = [
  'nobody',
  'viewer',
  'auditor',
  'analyst',
  'admin',
  'owner',
  'other',
] as const;
export type Column = (typeof COLUMNS)[number];

export type Row = { name: string; quiet: boolean; expected: Record<Column, string> };

export const PAGES = table(`
                                  nobody viewer auditor analyst admin owner other
  /                               login  ok     ok      ok      ok    ok    ok
  /domains/[domain]               login  ok     ok      ok      ok    ok    404
  /exports                        login  ok     ok      ok      ok    ok    ok
  /exports/columns                login  ok     ok      ok      ok    ok    ok
  /failures                       login  ok     told    ok      ok    ok    ok
  /failures/[id]                  login  ok     404     ok      ok    ok    404
  /forwarding                     login  ok     ok      ok      ok    ok    ok
  /ingest                         login  ok     ok      ok      ok    ok    told
  /ingest/quarantine/[id]         login  ok     ok      ok      ok    ok    404
  /invite/[token]                 ok     ok     ok      ok      ok    ok    ok
  /ips/[ip]                       login  ok     ok      ok      ok    ok    ok
  /login                          ok     ok     ok      ok      ok    ok    ok
  /login/step                     login  login  login   login   login login login
  /reports                        login  ok     ok      ok      ok    ok    ok
  /reports/[id]                   login  ok     ok      ok      ok    ok    404
  /second-step                    login  ok     ok      ok      ok    ok    ok
  /settings                       login  ok     ok      ok      ok    ok    ok
  /reset/[token]                  ok     ok     ok      ok      ok    ok    ok
  /settings/about                 login  ok     ok      ok      ok    ok    ok
  /settings/account               login  ok     ok      ok      ok    ok    ok
  /settings/api                   login  ok     ok      ok      ok    ok    ok
  /settings/audit                 login  404    ok      404     ok    ok    ok
  /settings/domains               login  404    404     404     ok    ok    404
  /settings/mailboxes/[name]      login  404    404     404     ok    ok    404
  /settings/mailboxes/new         login  404    404     404     ok    ok    404
  /settings/reports               login  404    404     404     ok    ok    404
  /settings/retention             login  404    404     404     ok    ok    404
  /settings/users/[id]            login  404    404     404     ok    ok    404
  /sources                        login  ok     ok      ok      ok    ok    ok
  /sources/[service]              login  ok     ok      ok      ok    ok    ok
  /tls                            login  ok     ok      ok      ok    ok    ok
  /tls/[id]                       login  ok     ok      ok      ok    ok    404
  /welcome                        login  ok     ok      ok      ok    ok    ok
`);

export const ROUTES = table(`
                                            nobody viewer auditor analyst admin owner other
  GET /api/health                           ok     ok     ok      ok      ok    ok    ok
  GET /api/v1/[[...path]]                   404    404    404     404     404   404   404
  GET /api/v1/audit-log                     401    403    ok      403     ok    ok    ok
  GET /api/v1/busiest-days                  401    ok     ok      ok      ok    ok    ok
  GET /api/v1/class-sums                    401    ok     ok      ok      ok    ok    ok
  GET /api/v1/class-volume                  401    ok     ok      ok      ok    ok    ok
  GET /api/v1/datasets                      401    ok     ok      ok      ok    ok    ok
  GET /api/v1/diagnoses                     401    ok     ok      ok      ok    ok    ok
  GET /api/v1/domain-volume                 401    ok     ok      ok      ok    ok    ok
  GET /api/v1/domains                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/evidence-packs                401    403    ok      403     ok    ok    ok
  GET /api/v1/evidence-packs/[id]/file      401    403    404     403     404   404   404
  GET /api/v1/export/[file]                 401    ok     ok      ok      ok    ok    ok
  GET /api/v1/exports                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/failures                      401    ok     403     ok      ok    ok    ok
  GET /api/v1/failures/[id]                 401    ok     403     ok      ok    ok    404
  GET /api/v1/forwarding                    401    ok     ok      ok      ok    ok    ok
  GET /api/v1/groups                        401    ok     ok      ok      ok    ok    ok
  POST /api/v1/import                       401    403    403     422     422   422   403
  GET /api/v1/ingest                        401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/backlog                401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/intake                 401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/jobs                   401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/mails                  401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/quarantine             401    ok     ok      ok      ok    ok    403
  GET /api/v1/ingest/quarantine/[id]        401    ok     ok      ok      ok    ok    403
  GET /api/v1/metrics                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/metrics/[id]                  401    ok     ok      ok      ok    ok    ok
  GET /api/v1/new-sources                   401    ok     ok      ok      ok    ok    ok
  GET /api/v1/openapi.json                  ok     ok     ok      ok      ok    ok    ok
  GET /api/v1/overrides                     401    ok     ok      ok      ok    ok    ok
  GET /api/v1/period                        401    ok     ok      ok      ok    ok    ok
  GET /api/v1/policy-changes                401    ok     ok      ok      ok    ok    ok
  GET /api/v1/policy-history                401    ok     ok      ok      ok    ok    ok
  GET /api/v1/records                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/reporters                     401    ok     ok      ok      ok    ok    ok
  GET /api/v1/reports                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/reports/[id]                  401    ok     ok      ok      ok    ok    404
  GET /api/v1/reports/[id]/original         401    ok     ok      ok      ok    ok    404
  GET /api/v1/services/[name]               401    404    404     404     404   404   404
  GET /api/v1/services/[name]/diagnoses     401    404    404     404     404   404   404
  GET /api/v1/services/[name]/volume        401    404    404     404     404   404   404
  GET /api/v1/source-countries              401    ok     ok      ok      ok    ok    ok
  GET /api/v1/source-groups                 401    ok     ok      ok      ok    ok    ok
  GET /api/v1/sources                       401    ok     ok      ok      ok    ok    ok
  GET /api/v1/sources/[ip]                  401    ok     ok      ok      ok    ok    ok
  GET /api/v1/subdomains                    401    ok     ok      ok      ok    ok    ok
  GET /api/v1/tls-failures                  401    ok     ok      ok      ok    ok    ok
  GET /api/v1/tls-reports                   401    ok     ok      ok      ok    ok    ok
  GET /api/v1/tls-reports/[id]              401    ok     ok      ok      ok    ok    404
  GET /api/v1/tls-reports/[id]/original     401    ok     ok      ok      ok    ok    404
  GET /api/v1/totals                        401    ok     ok      ok      ok    ok    ok
  GET /api/v1/verdicts                      401    ok     ok      ok      ok    ok    ok
  GET /api/v1/volume                        401    ok     ok      ok      ok    ok    ok
  GET /exports/evidence/[id]                login  404    404     404     404   404   404
  GET /ingest/live                          401    ok     ok      ok      ok    ok    403
  GET /ingest/quarantine/[id]/mail          login  403    403     ok      ok    ok    403
  GET /ingest/quarantine/[id]/sample        login  403    403     ok      ok    ok    403
  GET /login/sso                            login  login  login   login   login login login
  GET /login/sso/callback                   login  login  login   login   login login login
  GET /metrics                              401    401    401     401     401   401   401
  GET /reports/[id]/sample                  login  ok     ok      ok      ok    ok    404
  GET /volume.csv                           login  ok     ok      ok      ok    ok    ok
  GET /tls/[id]/original                    login  ok     ok      ok      ok    ok    404
  GET /tls/[id]/sample                      login  ok     ok      ok      ok    ok    404
`);

export const ACTIONS = table(`
                             nobody viewer auditor analyst admin owner other
  labelAction                login  no     no      done    done  done  no
  undoLabelAction            login  no     no      done    done  done  no
  markReadAction             login  done   done    done    done  done  no
  markAllReadAction          login  done   done    done    done  done  done
  createTokenAction          login  done   done    done    done  done  done
  revokeTokenAction          login  no     no      no      done  done  no
  inviteAction               login  no     no      no      done  done  no
  limitAccountAction         login  no     no      no      done  done  no
  revokeInviteAction         login  no     no      no      done  done  no
  makeResetLinkAction        login  no     no      no      done  done  no
  revokeResetLinkAction      login  no     no      no      done  done  no
  endUserSessionAction       login  no     no      no      done  done  no
  endUserSessionsAction      login  no     no      no      done  done  no
  endSessionAction           login  no     no      no      no    no    no
  ~removeSecondStepAction    login  no     no      no      -     -     no
  ~removePasskeysAction      login  no     no      no      -     -     no
  ~requireSecondStepAction   login  no     no      no      -     -     no
  ~askEvidenceAction         login  no     -       no      -     -     -
  dismissSetupAction         login  no     no      no      done  done  no
  removeUserAction           login  no     no      no      done  done  no
  ~changePasswordAction      login  own    own     own     own   own   own
  ~addSecondStepAction       login  own    own     own     own   own   own
  ~changeSecondStepAction    login  own    own     own     own   own   own
  ~addPasskeyAction          login  own    own     own     own   own   own
  ~renamePasskeyAction       login  own    own     own     own   own   own
  ~removePasskeyAction       login  own    own     own     own   own   own
  ~endOtherSessionsAction    login  own    own     own     own   own   own
  mailboxAction              login  no     no      no      done  done  no
  removeMailboxAction        login  no     no      no      done  done  no
  pauseAction                login  no     no      no      done  done  no
  ~pollAction                login  no     no      done    done  done  no
  uploadAction               login  no     no      done    done  done  no
  retryAction                login  no     no      done    done  done  no
  retryAllAction             login  no     no      done    done  done  no
  ignoreAction               login  no     no      done    done  done  no
  reopenAction               login  no     no      done    done  done  no
  ignoreAllAction            login  no     no      done    done  done  no
  reopenAllAction            login  no     no      done    done  done  no
  ~rereadAction              login  no     no      done    done  done  no
  ~applyRereadAction         login  no     no      done    done  done  no
  saveGroupAction            login  no     no      no      done  done  no
  changeDomainsAction        login  no     no      no      done  done  no
  removeGroupAction          login  no     no      no      done  done  no
  addDomainsAction           login  no     no      no      done  done  no
  retentionAction            login  no     no      no      done  done  no
  ~runRetentionAction        login  no     no      no      done  done  no
  confirmSignerAction        login  no     no      no      done  done  no
  withdrawSignerAction       login  no     no      no      done  done  no
  saveCountedAction          login  no     no      no      done  done  no
  ~goOnAction                login  no     no      no      done  done  no
  ~loadDemoAction            login  no     no      no      -     -     no
  ~removeDemoAction          login  no     no      no      done  done  no
  ~signInAction              open   open   open    open    open  open  open
  ~signInByPasskeyAction     open   open   open    open    open  open  open
  ~finishSignInAction        open   open   open    open    open  open  open
  ~joinAction                open   open   open    open    open  open  open
  ~resetAction               open   open   open    open    open  open  open
  ~createOwnerAction         open   open   open    open    open  open  open
  ~signOutAction             open   open   open    open    open  open  open
`);

function table(text: string): Row[] {
  const [head = '', ...rows] = text.split('\n').filter((line) => line.trim() !== '');
  if (head.trim().split(/\s+/).join() !== COLUMNS.join()) throw new Error(`Other columns: ${head}`);
  return rows.map((line) => {
    const [, named = '', rest = ''] = /^\s*((?:[A-Z]+ )?\S+)\s+(.*)$/.exec(line) ?? [];
    const words = rest.trim().split(/\s+/);
    if (words.length !== COLUMNS.length) throw new Error(`Not a word for each column: ${line}`);
    const word = (column: Column) => words[COLUMNS.indexOf(column)] ?? '';
    return {
      name: named.replace(/^~/, ''),
      quiet: named.startsWith('~'),
      expected: {
        nobody: word('nobody'),
        viewer: word('viewer'),
        auditor: word('auditor'),
        analyst: word('analyst'),
        admin: word('admin'),
        owner: word('owner'),
        other: word('other'),
      },
    };
  });
}
