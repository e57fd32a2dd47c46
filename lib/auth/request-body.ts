import { AppError } from '#lib/errors';

type UploadedFile = { name: string; bytes: Uint8Array };

/** What multipart adds to the files: boundaries and headers. */
const WRAPPING = 64 * 1024;

/**
 * The files of a request: the parts of a form, or the body itself, named by `name`. What grows
 * beyond `limit` bytes is not read to its end (`report/too-large`).
 */
export async function filesOf(
  request: Request,
  { name, limit }: { name: string; limit: number },
): Promise<UploadedFile[]> {
  const type = request.headers.get('content-type') ?? '';
  const isForm = /^multipart\/form-data\b/i.test(type);
  const bytes = await readBody(request, limit + (isForm ? WRAPPING : 0));
  if (!isForm) return bytes.byteLength === 0 ? [] : [{ name, bytes }];
  const files = [...(await parseForm(bytes, type)).values()].filter((part) => part instanceof File);
  return await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: await file.bytes() })),
  );
}

async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) {
      throw new AppError('report/too-large', {
        detail: `MAX_MAIL_BYTES is ${limit}; raise it if you trust the sender.`,
      });
    }
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, type: string) {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw new AppError('request/invalid', { cause, detail: 'The form cannot be read.' });
  }
}
