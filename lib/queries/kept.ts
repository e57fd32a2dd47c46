import { type KeptAnswer, keptAnswers } from '#lib/db/kept-answers';
import { limits } from '#lib/db/wall';

/**
 * The same question, answered once: for all who ask while it is being answered, since the panels of a
 * page ask alike and none knows of the others; and after that for as long as nothing has changed that
 * an answer could be made from, where somebody hears of changes (lib/queries/hear-changes.ts). What is
 * asked with tells questions apart as JSON, and names the viewer or the domains: so nobody is told of
 * another's; and who asks behind the second wall is told what was asked behind it. The hour belongs to
 * the question, for periods end today. An answer is shared: it is plain data, and nobody may change it.
 */
export function kept<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  const answers = new Map<string, { answer: Promise<Answer>; place: KeptAnswer }>();
  return (...asked) => {
    const key = JSON.stringify([limits(), new Date(), ...asked], hourly);
    const known = answers.get(key);
    if (known) {
      keptAnswers.touch(known.place);
      return known.answer;
    }
    const answer = ask(...asked);
    const place = keptAnswers.begin(() => answers.delete(key));
    answers.set(key, { answer, place });
    answer.then(
      (told) => keptAnswers.keep(place, key.length + (JSON.stringify(told)?.length ?? 0)),
      () => keptAnswers.let(place),
    );
    return answer;
  };
}

/** An instant counts by its hour: a question says `now`, which is never the same. */
function hourly(this: object, key: string, value: unknown) {
  return Reflect.get(this, key) instanceof Date ? String(value).slice(0, 13) : value;
}
