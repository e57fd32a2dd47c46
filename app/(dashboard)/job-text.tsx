/** What a job wrote down of its run: in English, whoever reads it. */
export function JobText({ text }: { text: string | null }) {
  return text === null ? null : <span lang="en">{text}</span>;
}
