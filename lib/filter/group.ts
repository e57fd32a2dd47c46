import { z } from 'zod';

/** Letters that take no room or turn the line around would make two names that look alike. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What a group of domains may be called. */
const groupTitle = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((name) => !UNSEEN.test(name), 'expected no control characters');

/** A group's name, and what somebody notes of it. */
export const groupName = z.object({
  name: groupTitle,
  note: z
    .string()
    .trim()
    .max(200)
    .transform((note) => note || null),
});
export type GroupName = z.output<typeof groupName>;

/**
 * A group that is asked for. Any text will do: what can be no group's name names none, which is an error
 * later. Were it left out as a mistyped parameter is, all domains would be shown in its place.
 */
export const askedGroup = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim().slice(0, 200));
