import { answerUnlessPoison } from './answer.ts';

answerUnlessPoison(() => process.exit(0));
