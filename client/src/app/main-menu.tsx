import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';

type MainMenuProps = { items: readonly { address: string; words: string }[] };

/** More than so many do not fit beside each other on a phone. */
const MOST_BESIDE = 4;

/** Where one may go. Many items fold on a narrow screen into one button that says where one is. */
export function MainMenu({ items }: MainMenuProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const unfold = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  const here = items.find(({ address }) => pathname === address || pathname.startsWith(`${address}/`));
  const isFolding = items.length > MOST_BESIDE;
  return (
    <nav
      className={isFolding ? 'bar__menu bar__menu--folds' : 'bar__menu'}
      aria-label={t('menu')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        unfold.current?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      {isFolding && (
        <button
          ref={unfold}
          type="button"
          className="bar-button bar__unfold bar__arrow"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
        >
          {here ? t('menuHere', { here: here.words }) : t('menuWord')}
        </button>
      )}
      <ul id={listId} data-open={isOpen}>
        {items.map(({ address, words }) => (
          <li key={address}>
            <NavLink to={address} onClick={() => setOpen(false)}>
              {words}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
