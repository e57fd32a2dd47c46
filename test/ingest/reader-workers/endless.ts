import { answerUnlessPoison } from './answer.ts';

answerUnlessPoison(() => {
  for (;;);
});
