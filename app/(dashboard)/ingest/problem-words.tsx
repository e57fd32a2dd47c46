import { useLocale, useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { ERRORS, type ErrorCode, type ReportErrorCode } from '#lib/errors';
import type { Locale } from '#lib/words/locale';
import type { Words } from '#lib/words/translate';

/** Why a mail was refused: the error table's code, and what was written down of it in English. */
type Problem = { code: string; text: string };
type Quoted = { code: string | null; text: string };

/** Why a mail was refused. In another language it is said what that means, before the English. */
export function ProblemText({ code, text }: Problem) {
  const t = useTranslations('fault');
  const meaning = useLocale() === 'en' ? null : meaningOf(code, t);
  return (
    <>
      {meaning ? <>{meaning} </> : null}
      <span lang="en">{text}</span>
    </>
  );
}

/** The same as plain text, for a title. */
export function useProblemWords() {
  const t = useTranslations('fault');
  const locale = useLocale();
  return (problem: Quoted) => inWords(problem, locale, t);
}

/** The same as plain text, for the answer of an action. */
export async function problemWords(problem: Quoted): Promise<string> {
  return inWords(problem, await getLocale(), await getTranslations('fault'));
}

/** What is wrong with a mail in two or three words; an unknown code in its own. */
export function ProblemLabel({ code }: { code: string }) {
  const t = useTranslations('fault');
  return isReportCode(code) ? t(`short.${code}`) : code.replace(/^.*\//, '').replaceAll('-', ' ');
}

function inWords({ code, text }: Quoted, locale: Locale, t: Words<'fault'>) {
  const meaning = code === null || locale === 'en' ? null : meaningOf(code, t);
  return meaning ? t('quoting', { text: meaning, detail: text }) : text;
}

function meaningOf(code: string, t: Words<'fault'>) {
  return isErrorCode(code) ? t(`code.${code}`) : null;
}

function isErrorCode(code: string): code is ErrorCode {
  return code in ERRORS;
}

function isReportCode(code: string): code is ReportErrorCode {
  return isErrorCode(code) && code.startsWith('report/');
}
