import { answerUnlessPoison } from './answer.ts';

answerUnlessPoison(() => {
  const hoard: unknown[] = [];
  for (;;) hoard.push(Array.from({ length: 1000 }, Math.random));
});
