const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/** Markup: the only text that `html` takes as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

/** Markup with values in it, each of them escaped: names in reports are a stranger's. */
export function html(markup: TemplateStringsArray, ...values: readonly Part[]): Html {
  const parts = values.map((value, at) => textOf(value) + (markup[at + 1] ?? ''));
  return new Html((markup[0] ?? '') + parts.join(''));
}

function textOf(value: Part): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (sign) => {
    return Object.entries(NAMES).find(([plain]) => plain === sign)?.[1] ?? sign;
  });
}
