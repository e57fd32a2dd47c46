/** What a test cares to say about a report's XML; every part may be replaced or left empty. */
type Parts = {
  declaration?: string;
  root?: string;
  metadata?: string;
  policy?: string;
  records?: string;
};

export const METADATA =
  '<report_metadata><org_name>Receiver</org_name><email>dmarc@receiver.example</email>' +
  '<report_id>r-1</report_id><date_range><begin>1762300800</begin><end>1762387199</end>' +
  '</date_range></report_metadata>';

export const POLICY =
  '<policy_published><domain>example.com</domain><adkim>r</adkim><aspf>r</aspf>' +
  '<p>reject</p><sp>quarantine</sp><pct>100</pct></policy_published>';

/** An aggregate report as text. */
export function aggregateXml({
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  root = 'feedback',
  metadata = METADATA,
  policy = POLICY,
  records = recordXml(),
}: Parts = {}): string {
  const [name] = root.split(' ');
  return `${declaration}<${root}>${metadata}${policy}${records}</${name}>`;
}

type RecordParts = {
  sourceIp?: string;
  count?: string;
  evaluated?: string;
  identifiers?: string;
  results?: string;
};

/** One record as text: ten messages of example.com that pass. */
export function recordXml({
  sourceIp = '192.0.2.1',
  count = '10',
  evaluated = '<disposition>none</disposition><dkim>pass</dkim><spf>fail</spf>',
  identifiers = '<header_from>example.com</header_from>',
  results = '<dkim><domain>example.com</domain><selector>s1</selector><result>pass</result></dkim>' +
    '<spf><domain>bounce.example.net</domain><scope>mfrom</scope><result>pass</result></spf>',
}: RecordParts = {}): string {
  return (
    `<record><row><source_ip>${sourceIp}</source_ip><count>${count}</count>` +
    `<policy_evaluated>${evaluated}</policy_evaluated></row>` +
    `<identifiers>${identifiers}</identifiers><auth_results>${results}</auth_results></record>`
  );
}
