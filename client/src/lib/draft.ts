import { useEffect, useRef, useState } from 'react';

type Draft<T> = {
  value: T;
  change: (part: Partial<T>) => void;
  /** True once something differs from what the form began with. */
  isDirty: boolean;
  /** True if the form began with what was typed before a reload. */
  isRestored: boolean;
  /** Forgets what was typed: it is saved, or no longer wanted. */
  forget: () => void;
};

/** What is typed into a form, kept in this tab over a reload until it is saved. `initial` is read once. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const start = useRef(JSON.stringify(initial));
  const isForgotten = useRef(false);
  const [kept] = useState(() => readDraft(key, initial));
  const [value, setValue] = useState(kept ?? initial);
  const text = JSON.stringify(value);
  const isDirty = text !== start.current;
  useEffect(() => {
    if (isForgotten.current) return;
    try {
      if (isDirty) sessionStorage.setItem(key, text);
      else sessionStorage.removeItem(key);
    } catch {
      // A full or refused storage: the form works, it is only not kept.
    }
  }, [key, text, isDirty]);
  return {
    value,
    change: (part) => setValue((before) => ({ ...before, ...part })),
    isDirty,
    isRestored: kept !== null,
    forget: () => {
      isForgotten.current = true;
      sessionStorage.removeItem(key);
    },
  };
}

/** The kept draft laid over the initial fields; a draft of another shape (after an update) is dropped field by field. */
export function readDraft<T extends object>(key: string, initial: T): T | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const fitting = Object.entries(stored).filter(([name, kept]) => {
      const began: unknown = Reflect.get(initial, name);
      return typeof kept === typeof began && Array.isArray(kept) === Array.isArray(began);
    });
    return { ...initial, ...Object.fromEntries(fitting) };
  } catch {
    return null;
  }
}
