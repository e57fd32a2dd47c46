import { type ReactNode, useId } from 'react';

type PanelProps = {
  title: string;
  /** What is counted, in a few quiet words beside the title. */
  note?: ReactNode;
  /** The finding in one sentence. */
  summary?: ReactNode;
  /** A link or a button at the right end of the title's line. */
  action?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A surface with one title: the only box there is, and none stands inside another. */
export function Panel({ title, note, summary, action, id, className = '', children }: PanelProps) {
  const heading = useId();
  return (
    <section
      id={id}
      aria-labelledby={heading}
      className={`overflow-clip rounded-lg border border-line bg-surface ${className}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-[18px] pt-[15px]">
        <h2 id={heading} className="text-head font-semibold tracking-[-0.01em]">
          {title}
        </h2>
        {note ? <p className="text-small text-ink-3">{note}</p> : null}
        {action ? <div className="ml-auto text-note print:hidden">{action}</div> : null}
      </header>
      {summary ? <p className="max-w-[92ch] px-[18px] pt-0.5 text-ink-2">{summary}</p> : null}
      {children}
    </section>
  );
}
