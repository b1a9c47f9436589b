import { type ReactNode, useEffect, useId, useRef } from 'react';

type DialogProps = { title: string; isWide?: boolean; onClose: () => void; actions: ReactNode; children?: ReactNode };

/** A modal question or form. Present = open; Escape asks `onClose`. The browser keeps the focus inside and gives it back after. */
export function Dialog({ title, isWide = false, onClose, actions, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={isWide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{title}</h2>
      </div>
      {children && <div className="dialog__body">{children}</div>}
      <div className="dialog__foot">{actions}</div>
    </dialog>
  );
}
