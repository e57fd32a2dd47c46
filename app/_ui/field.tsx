import type { ComponentProps, ReactNode } from 'react';

const INPUT =
  'w-full min-h-9 rounded-md border border-line bg-surface px-3 py-1.5 placeholder:text-ink-3 focus-visible:outline-offset-0 aria-[invalid=true]:border-delivered disabled:opacity-50';

type Words = { label: string; name: string; help?: ReactNode; error?: string | undefined };

/** A labelled input. Its help and its error are read with it. */
export function Field({
  label,
  name,
  help,
  error,
  className = '',
  ...rest
}: Words & ComponentProps<'input'>) {
  return (
    <Labelled label={label} name={name} help={help} error={error} className={className}>
      <input {...rest} {...described(name, help, error)} className={INPUT} />
    </Labelled>
  );
}

type SelectProps = Words & ComponentProps<'select'>;

/** A labelled choice of a few words. */
export function SelectField({
  label,
  name,
  help,
  error,
  className = '',
  children,
  ...rest
}: SelectProps) {
  return (
    <Labelled label={label} name={name} help={help} error={error} className={className}>
      <select {...rest} {...described(name, help, error)} className={INPUT}>
        {children}
      </select>
    </Labelled>
  );
}

function Labelled({
  label,
  name,
  help,
  error,
  className,
  children,
}: Words & { className: string; children: ReactNode }) {
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={name} className="text-note font-medium">
        {label}
      </label>
      {children}
      {help ? (
        <p id={`${name}-help`} className="text-small text-ink-3">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${name}-error`} className="text-small font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function described(name: string, help: ReactNode, error: string | undefined) {
  const ids = [help ? `${name}-help` : null, error ? `${name}-error` : null].filter(Boolean);
  return {
    id: name,
    name,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
  };
}
