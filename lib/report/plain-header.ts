const LF = 0x0a;
/** What the walk reads of a header; two of one kind, and it is not for us to choose. */
const READ = /^(?:subject|from|message-id|date|content-(?:type|disposition|transfer-encoding)):/i;
const FIELD = /^([!-9;-~]{1,80}):(.*)$/s;
const LONGEST = 32 * 1024;
const LONGEST_FIELD = 2048;

/** The fields of a header that the walk reads, by their names in lower case, unfolded. */
export type PlainHeader = ReadonlyMap<string, string>;

/**
 * Reads the header that begins at a place, and where its body begins. Null where anything in it is
 * more than ASCII fields and foldings (RFC 5322 §2.2): encoded words, doubled fields, broken lines.
 */
export function readPlainHeader(
  mail: Buffer,
  start: number,
): { fields: PlainHeader; body: number } | null {
  const fields = new Map<string, string>();
  let field = '';
  let at = start;
  while (at - start < LONGEST) {
    const end = mail.indexOf(LF, at);
    if (end === -1) return null;
    const line = mail.toString('latin1', at, end).replace(/\r$/, '');
    at = end + 1;
    if (line !== '' && /^[ \t]/.test(line)) {
      if (field === '') return null;
      field += line;
      continue;
    }
    if (field !== '' && !add(field, fields)) return null;
    if (line === '') return { fields, body: at };
    field = line;
  }
  return null;
}

function add(field: string, fields: Map<string, string>) {
  const [, name, value] = FIELD.exec(field) ?? [];
  if (name === undefined || value === undefined) return false;
  if (!READ.test(field)) return true;
  if (value.length > LONGEST_FIELD) return false;
  const key = name.toLowerCase();
  if (fields.has(key) || !/^[\t -~]*$/.test(value) || value.includes('=?')) return false;
  fields.set(key, value.trim());
  return true;
}

const PARAMETER = /;\s*([\w-]{1,60})=(?:"([^"\\]*)"|([^\s;"]+))/g;

/** A field's value and parameters (RFC 2045 §5.1); null where they need more than to be split. */
export function splitField(
  field: string | undefined,
): { value: string; parameters: ReadonlyMap<string, string> } | null {
  const [value = ''] = field?.split(';', 1) ?? [];
  const rest = field?.slice(value.length) ?? '';
  if (rest.replace(PARAMETER, '').replace(/[;\s]+$/, '') !== '') return null;
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare] of rest.matchAll(PARAMETER)) {
    if (parameters.has(name.toLowerCase())) return null;
    parameters.set(name.toLowerCase(), quoted ?? bare ?? '');
  }
  return { value: value.trim().toLowerCase(), parameters };
}
