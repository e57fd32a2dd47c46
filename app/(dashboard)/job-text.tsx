import { useLocale, useTranslations } from 'next-intl';
import type { JobStatus } from '#lib/queries/job-status';

/** What came of a job's last run. A fault is quoted as it was written down: in English. */
export function JobText({ text, told }: Pick<JobStatus, 'text' | 'told'>) {
  const t = useTranslations('jobTold');
  const isEnglish = useLocale() === 'en';
  if (text === null) return null;
  return told === null || isEnglish ? <span lang="en">{text}</span> : t(told.what, told.values);
}
