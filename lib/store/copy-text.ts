/** A value of a COPY row: null, or what Postgres reads from its text. */
type CopyValue = string | number | boolean | null;

/** Values in COPY's text format, tabs between them: a line of it, or a part of one. */
export function copyText(values: readonly CopyValue[]): string {
  return values.map(cell).join('\t');
}

function cell(value: CopyValue) {
  if (value === null) return '\\N';
  if (typeof value !== 'string')
    return typeof value === 'boolean' ? (value ? 't' : 'f') : `${value}`;
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value;
}

function escaped(character: string) {
  switch (character) {
    case '\t':
      return '\\t';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    default:
      return '\\\\';
  }
}
