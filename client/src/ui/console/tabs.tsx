import { Link, useSearchParams } from 'react-router';
import './tabs.css';

type TabsProps<T extends string> = { label: string; tabs: readonly { key: T; title: string }[]; present: T };

/** Parts of one page, each with its own address (`?tab=`), so that they are links. */
export function Tabs<T extends string>({ label, tabs, present }: TabsProps<T>) {
  const [query] = useSearchParams();
  const addressOf = (key: T) => {
    const next = new URLSearchParams(query);
    next.set('tab', key);
    return `?${next.toString()}`;
  };
  return (
    <nav className="tabs no-print" aria-label={label}>
      {tabs.map(({ key, title }) => (
        <Link key={key} to={addressOf(key)} aria-current={key === present ? 'page' : undefined} replace>
          {title}
        </Link>
      ))}
    </nav>
  );
}
