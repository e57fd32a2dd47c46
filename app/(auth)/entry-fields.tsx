import { Field } from '#app/_ui/field';

type AddressProps = { label: string; email: string };

/** Whose account it is: nothing to change, but password managers keep it with the password. */
export function AddressOfLink({ label, email }: AddressProps) {
  return (
    <Field label={label} name="email" type="email" autoComplete="username" value={email} readOnly />
  );
}

type NewPasswordProps = { label: string; help: string; autoFocus?: boolean };

/** A password that is chosen here; `lib/auth/password.ts` has the last word. */
export function NewPassword({ label, help, autoFocus = false }: NewPasswordProps) {
  return (
    <Field
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={10}
      required
      help={help}
      autoFocus={autoFocus}
    />
  );
}
