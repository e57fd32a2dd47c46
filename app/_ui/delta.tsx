/** How a number moved. Up is not always good, so the colour follows the meaning, and a word says it. */
export function Delta({
  text,
  tone,
  word,
}: {
  text: string;
  tone: 'better' | 'worse' | 'neutral';
  word?: string;
}) {
  return (
    <>
      <span className={`font-medium ${TONES[tone]}`}>{text}</span> {word ?? WORDS[tone]}
    </>
  );
}

const TONES = { better: 'text-good', worse: 'text-bad', neutral: 'text-ink-2' } as const;
const WORDS = { better: 'better', worse: 'worse', neutral: '' } as const;
