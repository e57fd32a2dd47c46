import {
  createTranslator,
  type NamespaceKeys,
  type NestedKeyOf,
  type _Translator as Translator,
} from 'use-intl/core';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import type { Locale } from './locale.ts';

/** All words of one language, by room or page; English says which keys there are. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

/** A room's words, or a part of them: `settings.tokens`. */
type Part = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** What says the words of one namespace: `t('days', { count: 3 })`. */
export type Words<N extends Part> = Translator<Messages, N>;

const MESSAGES: Record<Locale, Messages> = { en, ja };

/** All words of a language. */
export function messagesOf(locale: Locale): Messages {
  return MESSAGES[locale];
}

/** Words for whoever is no page: the command line, the API, a mail. */
export function wordsOf<const N extends Part>(locale: Locale, namespace: N): Words<N> {
  return createTranslator<Messages, N>({
    ...{ locale, namespace, messages: MESSAGES[locale] },
    timeZone: 'UTC',
    onError: (error) => {
      throw error;
    },
  });
}

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
