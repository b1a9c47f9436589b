import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { landingOf, type Staff, useBecome } from './use-me.ts';
import './account-menu.css';

/** Who one is and for which place; switching the role, the password, signing out. */
export function AccountMenu({ me }: { me: Staff }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [isSettingPassword, setSettingPassword] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useCloseOutside(root, isOpen, () => setOpen(false));
  const navigate = useNavigate();
  const become = useBecome();
  const actAs = useAction('actAs', {
    onDone: (next) => {
      become(next);
      void navigate(landingOf(next));
    },
  });
  const signOut = useAction('signOut', {
    // A full load, so that nothing of the person who left stays in the page's memory.
    onDone: () => location.assign(paths.home),
  });
  const roleName = t(`role.${me.role}`);
  return (
    <div className="account" ref={root}>
      <button
        type="button"
        className="bar-button account__button"
        aria-expanded={isOpen}
        aria-label={t('header.accountOf', { name: me.name, role: roleName, org: me.orgName })}
        onClick={() => setOpen(!isOpen)}
      >
        <strong className="bar__arrow">{me.name}</strong>{' '}
        <span className="account__role">
          {roleName} · {me.orgName}
        </span>
      </button>
      {isOpen && (
        <div className="account__panel">
          <p>
            <strong>{me.name}</strong>
            <br />
            <span className="soft">{me.orgName}</span>
          </p>
          {me.roles.length > 1 && (
            <fieldset>
              <legend className="soft small">{t('header.actAs')}</legend>
              {me.roles.map((role) => (
                <label key={role} className="check">
                  <input type="radio" name="role" checked={role === me.role} onChange={() => actAs.mutate({ role })} />
                  {t(`role.${role}`)}
                </label>
              ))}
            </fieldset>
          )}
          <ErrorNotice error={actAs.error ?? signOut.error} />
          <button type="button" className="account__item" onClick={() => setSettingPassword(true)}>
            {t(me.hasPassword ? 'header.changePassword' : 'header.setPassword')}
          </button>
          <button type="button" className="account__item account__item--out" onClick={() => signOut.mutate({})}>
            {t('header.signOut')}
          </button>
        </div>
      )}
      {isSettingPassword && <PasswordDialog hasPassword={me.hasPassword} onClose={() => setSettingPassword(false)} />}
    </div>
  );
}

function useCloseOutside(root: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) latest.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      latest.current();
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen, root]);
}
