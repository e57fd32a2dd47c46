import { answerUnlessPoison } from './answer.ts';

answerUnlessPoison(() => {
  throw new Error('a fault of the reader');
});
