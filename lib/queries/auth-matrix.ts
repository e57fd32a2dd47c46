import { db, type Sql, sql } from '#lib/db/client';
import { DISPOSITIONS, type Disposition, OUTCOMES, type Outcome } from '#lib/filter/vocabulary';
import {
  type DkimResult,
  dkimResults,
  type SpfResult,
  type StoredDkim,
  type StoredSpf,
  spfResults,
} from './auth-results.ts';
import { outcomesOf, type TallyRow, tally } from './metrics.ts';

/** Mail of one From domain that showed the same identities, and what became of it. */
export type AuthMatrixRow = {
  headerFrom: string;
  /** The policy domain. */
  domain: string;
  dkim: DkimResult[];
  spf: SpfResult[];
  messages: number;
  passed: number;
  byOutcome: Record<Outcome, number>;
  byDisposition: Record<Disposition, number>;
};

/** The hundred identities with most messages; a source that shows more is no one's own. */
const MOST_ROWS = 100;

/** Which From domain used which identity, over `record AS r`; most messages first. */
export async function authMatrix(where: Sql): Promise<AuthMatrixRow[]> {
  const rows = new Map<string, AuthMatrixRow>();
  for (const group of await listGroups(where)) {
    const row = toRow(group);
    const { headerFrom, domain, dkim, spf } = row;
    const key = JSON.stringify([headerFrom, domain, dkim, spf], meaning);
    const sum = rows.get(key);
    if (sum) add(sum, row);
    else rows.set(key, row);
  }
  return [...rows.values()].toSorted((a, b) => b.messages - a.messages).slice(0, MOST_ROWS);
}

/** Words for people make no other identity, nor does a scope that is not stated: the envelope's. */
function meaning(name: string, value: unknown) {
  if (name === 'humanResult') return null;
  return name === 'scope' ? (value ?? 'mfrom') : value;
}

type Group = TallyRow & {
  headerFrom: string;
  domain: string;
  dkim: StoredDkim[];
  spf: StoredSpf[];
  adkim: string | null;
  aspf: string | null;
  disposition: Disposition;
};

/** Alignment hangs on the modes of the policy as each report saw it, hence the join. */
async function listGroups(where: Sql) {
  return await db().$queryRaw<Group[]>(sql`
    WITH grouped AS (
      SELECT r.header_from AS "headerFrom", r.domain_id, r.auth_set_id, p.policy_adkim AS adkim,
        p.policy_aspf AS aspf, r.disposition::text, ${tally(sql`r.count`)}
      FROM record AS r JOIN report AS p ON p.id = r.report_id
      WHERE ${where}
      GROUP BY r.header_from, r.domain_id, r.auth_set_id, adkim, aspf, r.disposition
    )
    SELECT grouped.*, d.name AS domain, a.dkim, a.spf
    FROM grouped JOIN domain AS d ON d.id = domain_id JOIN auth_set AS a ON a.id = auth_set_id
    ORDER BY messages DESC, auth_set_id LIMIT 2000`);
}

function toRow({ dkim, spf, disposition, ...group }: Group): AuthMatrixRow {
  const { headerFrom, domain, messages } = group;
  return {
    headerFrom,
    domain,
    dkim: dkimResults(dkim, group),
    spf: spfResults(spf, group),
    messages,
    passed: group.passed,
    byOutcome: outcomesOf(group),
    byDisposition: {
      none: 0,
      pass: 0,
      quarantine: 0,
      reject: 0,
      other: 0,
      [disposition]: messages,
    },
  };
}

function add(sum: AuthMatrixRow, row: AuthMatrixRow) {
  sum.messages += row.messages;
  sum.passed += row.passed;
  for (const outcome of OUTCOMES) sum.byOutcome[outcome] += row.byOutcome[outcome];
  for (const word of DISPOSITIONS) sum.byDisposition[word] += row.byDisposition[word];
}
