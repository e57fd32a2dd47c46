/** What a form or a call hands to a server action, in the order of its parameters. */
export type ActionArgument = null | Record<string, string | Blob | readonly string[]>;

type Call = { url: string; id: string; args: readonly ActionArgument[]; headers?: HeadersInit };

/**
 * Calls a server action as a browser does (Next-Action, and React's encoding of arguments: the list
 * as part 0, a form as `$K` and its fields by its number), with what headers the caller likes.
 */
export async function callAction({ url, id, args, headers }: Call): Promise<Response> {
  const body = new FormData();
  const list = args.map((argument, at) => {
    if (argument === null) return null;
    for (const [name, value] of Object.entries(argument)) {
      for (const one of Array.isArray(value) ? value : [value])
        body.append(`_${at + 1}_${name}`, one);
    }
    return `$K${(at + 1).toString(16)}`;
  });
  body.append('0', JSON.stringify(list));
  return await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      accept: 'text/x-component',
      origin: new URL(url).origin,
      ...headers,
      'next-action': id,
    },
    body,
  });
}
