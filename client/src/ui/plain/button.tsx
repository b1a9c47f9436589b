import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';

/** One `primary` on a page; `danger` for leaving and what cannot be taken back; `quiet` inside rows. */
export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet-danger';
type Look = { look?: ButtonLook; isLarge?: boolean };

const classes = ({ look = 'plain', isLarge = false }: Look): string =>
  ['button', look !== 'plain' && `button--${look}`, isLarge && 'button--large'].filter(Boolean).join(' ');

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    /** The act is under way: the button stays in place, keeps the focus and does not act twice. */
    isBusy?: boolean;
    children: ReactNode;
  };

export function Button({ look, isLarge, isBusy = false, onClick, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes({ ...(look && { look }), ...(isLarge && { isLarge }) })}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ to, look, isLarge, children }: Look & { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={classes({ ...(look && { look }), ...(isLarge && { isLarge }) })}>
      {children}
    </Link>
  );
}
