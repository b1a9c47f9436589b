import { useEffect } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters that live in the address, so that a link shows the same list, and that come back when the page is opened without any.
 * `change` with an empty value takes a filter out.
 */
export function useRememberedQuery(key: string) {
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  const stored = text ? null : sessionStorage.getItem(key);
  useEffect(() => {
    if (stored) setQuery(new URLSearchParams(stored), { replace: true });
  }, [stored, setQuery]);
  const change = (part: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(part)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    sessionStorage.setItem(key, next.toString());
    setQuery(next, { replace: true });
  };
  return { query: stored ? new URLSearchParams(stored) : query, change };
}
