import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';

type Described = { id?: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: boolean | undefined };
type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The one control; it gets its id, and is tied to hint and error. */
  children: ReactElement<Described>;
};

/** A label, a control and what is wrong with it, tied together for everybody. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {cloneElement(children, { id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <div className="field__hint" id={hintId}>
          {hint}
        </div>
      )}
      {error && (
        <div className="field__error" id={errorId} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
