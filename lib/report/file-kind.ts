/** A file that is no report, by how it begins; a packed one might hold a report that is not looked for. */
export type FileKind = { name: string; isPacked: boolean };

/** What the bytes are, of what people attach to mails beside reports; null when that is unknown. */
export function fileKindOf(bytes: Uint8Array): FileKind | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return KINDS.find(({ magic }) => start.startsWith(magic)) ?? officeFile(bytes);
}

/**
 * Other packings are not opened: no reporter sends them, and each would be one more decompressor that
 * strangers can reach.
 */
const KINDS: readonly (FileKind & { magic: string })[] = [
  { magic: 'd0cf11e0a1b11ae1', name: 'an Outlook item (.msg)', isPacked: true },
  { magic: '789f3e22', name: 'a winmail.dat of Outlook', isPacked: true },
  { magic: '377abcaf271c', name: 'a 7-Zip archive', isPacked: true },
  { magic: '52617221', name: 'a RAR archive', isPacked: true },
  { magic: '425a68', name: 'a bzip2 file', isPacked: true },
  { magic: 'fd377a585a', name: 'an xz file', isPacked: true },
  { magic: '28b52ffd', name: 'a Zstandard file', isPacked: true },
  { magic: '25504446', name: 'a PDF', isPacked: false },
  { magic: '89504e47', name: 'a picture', isPacked: false },
  { magic: '47494638', name: 'a picture', isPacked: false },
  { magic: 'ffd8ff', name: 'a picture', isPacked: false },
];

const LOCAL_HEADER = '504b0304';
const FIRST_NAME = 30;

/** A document of Word or LibreOffice is a zip archive, told by the file it begins with. */
function officeFile(bytes: Uint8Array): FileKind | null {
  const start = Buffer.from(bytes.subarray(0, 64));
  if (start.toString('hex', 0, 4) !== LOCAL_HEADER) return null;
  const name = start.toString('latin1', FIRST_NAME);
  const isOffice =
    name.startsWith('[Content_Types].xml') || name.startsWith('mimetypeapplication/');
  return isOffice ? { name: 'an Office document', isPacked: false } : null;
}
