/** The answers to all questions in order, so many at a time. */
export async function inTurn<In, Out>(
  items: readonly In[],
  atOnce: number,
  ask: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  const rest = items.entries();
  const work = async () => {
    for (const [at, item] of rest) answers[at] = await ask(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}
