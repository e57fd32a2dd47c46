import { formatsOf } from '#lib/format/formats';
import { wordsOf } from '#lib/words/translate';

/** How the command line writes numbers and times: scripts read it, so it knows one language. */
export const ENGLISH = formatsOf('en', wordsOf('en', 'format'));
