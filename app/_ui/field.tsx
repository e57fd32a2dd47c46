import { type ComponentProps, type ReactNode, useId } from 'react';
import { Glyph } from './glyph.tsx';

const INPUT =
  'w-full min-h-9 rounded-md border border-line bg-surface px-3 py-1.5 placeholder:text-ink-3 focus-visible:outline-offset-0 aria-[invalid=true]:border-delivered disabled:opacity-50';

type Words = {
  label: string;
  name: string;
  help?: ReactNode;
  error?: string | undefined;
  className?: string;
};

type FieldProps = Words & Omit<ComponentProps<'input'>, 'name' | 'id'>;

/** A labelled input. Its help and its error are read with it. */
export function Field({ label, name, help, error, className, ...rest }: FieldProps) {
  const id = useId();
  const words = { label, help, error, className: className ?? '' };
  return (
    <Labelled id={id} {...words}>
      <input {...rest} name={name} {...described(id, words)} className={INPUT} />
    </Labelled>
  );
}

type SelectProps = Words & Omit<ComponentProps<'select'>, 'name' | 'id'>;

/** A labelled choice of a few words. */
export function SelectField({ label, name, help, error, className, ...rest }: SelectProps) {
  const id = useId();
  const words = { label, help, error, className: className ?? '' };
  return (
    <Labelled id={id} {...words}>
      <span className="relative">
        <select
          {...rest}
          name={name}
          {...described(id, words)}
          className={`${INPUT} appearance-none pr-8`}
        />
        <Glyph
          name="chevron-down"
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-[12px] text-ink-3"
        />
      </span>
    </Labelled>
  );
}

type TextProps = Words & Omit<ComponentProps<'textarea'>, 'name' | 'id'>;

/** A labelled text of several lines, such as a key. */
export function TextField({ label, name, help, error, className, ...rest }: TextProps) {
  const id = useId();
  const words = { label, help, error, className: className ?? '' };
  return (
    <Labelled id={id} {...words}>
      <textarea
        {...rest}
        name={name}
        {...described(id, words)}
        className={`${INPUT} font-mono text-small`}
      />
    </Labelled>
  );
}

type LabelledProps = {
  id: string;
  label: string;
  help: ReactNode;
  error: string | undefined;
  className: string;
  children: ReactNode;
};

function Labelled({ id, label, help, error, className, children }: LabelledProps) {
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label htmlFor={id} className="text-note font-medium">
        {label}
      </label>
      {children}
      {help ? (
        <p id={`${id}-help`} className="text-small text-ink-3">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-small font-medium text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function described(id: string, { help, error }: Pick<LabelledProps, 'help' | 'error'>) {
  const ids = [help ? `${id}-help` : null, error ? `${id}-error` : null].filter(Boolean);
  return {
    id,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
  };
}
