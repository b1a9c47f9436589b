import { useEffect, useRef } from 'react';

type SearchBoxProps = {
  label: string;
  /** What is searched for now; may change from outside (filters cleared). */
  value: string;
  /** Told a little after the last key, so that not every letter asks the server. */
  onSearch: (search: string) => void;
};

/** The field keeps its own text: one that is written back from outside while somebody types breaks Chinese input methods. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (value === sent.current || !input.current) return;
    sent.current = value;
    input.current.value = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <input
      ref={input}
      className="input search-box"
      type="search"
      maxLength={40}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      onChange={(event) => {
        const typed = event.target.value.trim();
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          sent.current = typed;
          onSearch(typed);
        }, 300);
      }}
    />
  );
}
