import { type RefObject, useEffect, useRef } from 'react';

/** After a refusal the first wrong field comes into view and takes the focus, so that nobody searches a long form for it. */
export function useFirstFault(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return form;
}
