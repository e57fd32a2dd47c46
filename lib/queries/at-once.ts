import { limits } from '#lib/db/wall';

/**
 * The same question, answered once for all who ask it while it is being answered: the panels of a page
 * ask alike, at once, and none knows of the others. Nothing is kept beyond the answer. What is asked
 * with tells questions apart as JSON, and names the domains: so nobody is told of another's; and who asks
 * behind the second wall is told what was asked behind it.
 */
export function atOnce<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  const underway = new Map<string, Promise<Answer>>();
  return (...asked) => {
    const key = JSON.stringify([limits(), ...asked]);
    const answer = underway.get(key) ?? ask(...asked).finally(() => underway.delete(key));
    underway.set(key, answer);
    return answer;
  };
}
