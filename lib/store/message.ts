import type { PoolClient } from 'pg';
import { faultPoint } from '#lib/fault';
import type { MailContents } from './batch.ts';
import type { Identified, Placed } from './place.ts';

/**
 * Writes into the ledger what became of each mail, its items, and its quarantine. A mail read again
 * after a quarantine replaces what was said of it before; where nothing is refused any more, the
 * quarantine is resolved.
 */
export async function finishMessages(
  tx: PoolClient,
  mails: readonly MailContents[],
  rows: ReadonlyMap<Identified, Placed>,
): Promise<void> {
  const ids = mails.map(({ messageId }) => messageId.toString());
  await tx.query('DELETE FROM message_item WHERE message_id = ANY($1::bigint[])', [ids]);
  await tx.query(INSERT_ITEMS, [JSON.stringify(mails.flatMap((mail) => itemsOf(mail, rows)))]);
  await tx.query(FINISH, [JSON.stringify(mails.map(toJson))]);
  faultPoint('after-ledger');
  await quarantine(tx, mails);
}

const INSERT_ITEMS = `
  INSERT INTO message_item (message_id, item_no, file_name, member, kind, outcome,
    report_id, tls_report_id, failure_report_id, code, text)
  SELECT * FROM json_to_recordset($1::json) AS i(
    message_id bigint, item_no int, file_name text, member text, kind text, outcome item_outcome,
    report_id bigint, tls_report_id bigint, failure_report_id bigint, code text, text text)`;

function itemsOf({ messageId, items }: MailContents, rows: ReadonlyMap<Identified, Placed>) {
  return items.map((item, index) => {
    const placed = 'report' in item ? rows.get(item.report) : undefined;
    return {
      message_id: messageId.toString(),
      item_no: index + 1,
      file_name: item.fileName,
      member: item.member,
      kind: item.kind,
      outcome: placed?.outcome ?? 'refused',
      [ID_COLUMN[item.kind]]: placed?.id ?? null,
      code: 'refused' in item ? item.refused.code : null,
      text: 'refused' in item ? item.refused.text : null,
    };
  });
}

const ID_COLUMN = {
  aggregate: 'report_id',
  tls: 'tls_report_id',
  failure: 'failure_report_id',
  none: 'report_id',
} as const;

const FINISH = `
  UPDATE message SET subject = m.subject, from_address = m.from_address, state = m.state,
    evidence = m.evidence, finished_at = now()
  FROM json_to_recordset($1::json) AS m(
    id bigint, subject text, from_address text, state message_state, evidence jsonb)
  WHERE message.id = m.id`;

function toJson(mail: MailContents) {
  return {
    id: mail.messageId.toString(),
    subject: mail.subject,
    from_address: mail.fromAddress,
    state: mail.quarantine ? 'quarantined' : 'done',
    evidence: mail.evidence,
  };
}

async function quarantine(tx: PoolClient, mails: readonly MailContents[]) {
  const good = mails.filter((mail) => !mail.quarantine).map(({ messageId }) => String(messageId));
  await tx.query(
    `UPDATE quarantine SET state = 'resolved', decided_at = now()
     WHERE message_id = ANY($1::bigint[]) AND state = 'open'`,
    [good],
  );
  for (const { messageId, quarantine: reason } of mails) {
    if (!reason) continue;
    await tx.query(QUARANTINE, [
      messageId.toString(),
      reason.code,
      reason.text,
      reason.fileName,
      reason.raw ? Buffer.from(reason.raw) : null,
    ]);
  }
}

const QUARANTINE = `
  INSERT INTO quarantine (message_id, code, text, file_name, raw) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (message_id) DO UPDATE SET
    code = EXCLUDED.code, text = EXCLUDED.text, tries = quarantine.tries + 1,
    raw = coalesce(EXCLUDED.raw, quarantine.raw)`;
