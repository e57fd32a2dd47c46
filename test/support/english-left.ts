import type { Page } from 'playwright-core';

/**
 * Texts and labels of a page that read like English: what a machine or a stranger wrote is marked as
 * such, or stands in the type of code, and is left out.
 */
export async function englishLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const isQuoted = (element: Element | null) =>
      element?.closest(
        '[lang="en"], [translate="no"], code, pre, script, style, .font-mono, nextjs-portal',
      ) !== null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (!isQuoted(parentElement)) found.push(textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (isQuoted(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return [document.title, ...found];
  });
  return [...new Set(texts.map((text) => text.trim()))].filter(
    (text) => ENGLISH.test(text) && !JAPANESE.test(text) && !PROTOCOL.test(text),
  );
}

/** Words that hold English sentences together, or stand alone on a button or above a column. */
const ENGLISH =
  /(?<![\w.@/-])(the|of|and|is|are|not|no|in|with|from|by|was|this|it|to|on|for|all|passed|failed|messages|reports?|mails?|days?|sources?|save|show|none|never)(?![\w.@/=-])/i;

/** A header and a result that stand alone are called so in every language. */
const PROTOCOL = /^(From|none)$/;

/** A term of the trade may stand within Japanese: `Fromドメイン`. */
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
