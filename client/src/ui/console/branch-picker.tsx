import { type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Org } from '#shared/orgs.ts';
import { countHalls, filterTree, type OrgNode, tickOf, toggleTick, treeOf } from '../../lib/org-tree.ts';
import { Button } from '../plain/button.tsx';
import './branch-picker.css';

type BranchPickerProps = {
  /** Places that may be ticked (no departments), parents first. */
  orgs: readonly Org[];
  ticked: ReadonlySet<string>;
  onChange: (ticked: Set<string>) => void;
  /** What is ticked so far, in words; absent: how many halls are expected. */
  summary?: ReactNode;
};

/** The tree to tick branches in, with a search in Chinese and pinyin, and how many halls are in so far. */
export function BranchPicker({ orgs, ticked, onChange, summary }: BranchPickerProps) {
  const { t } = useTranslation();
  const searchId = useId();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(orgs.slice(0, 1).map((org) => org.id)));
  const roots = useMemo(() => treeOf(orgs), [orgs]);
  const shown = useMemo(() => filterTree(roots, search), [roots, search]);
  const isSearching = search.trim() !== '';
  const toggleOpen = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const draw = (nodes: readonly OrgNode[]) => (
    <ul className="branches__level">
      {nodes.map((node) => {
        const { org, children } = node;
        const isOpen = isSearching ? children.length < 30 : opened.has(org.id);
        const tick = tickOf(node, ticked);
        return (
          <li key={org.id}>
            <div className="branches__row">
              {children.length > 0 ? (
                <button
                  type="button"
                  className="branches__fold"
                  aria-expanded={isOpen}
                  aria-label={t('branches.below', { name: org.name })}
                  onClick={() => toggleOpen(org.id)}
                />
              ) : (
                <span className="branches__fold-space" />
              )}
              <label className="check">
                <input
                  type="checkbox"
                  checked={tick === 'all'}
                  ref={(input) => {
                    if (input) input.indeterminate = tick === 'some';
                  }}
                  onChange={() => onChange(toggleTick(roots, ticked, node))}
                />
                {org.name}
              </label>
              {children.length > 0 && <HallsOf orgs={orgs} org={org} ticked={ticked} />}
            </div>
            {isOpen && children.length > 0 && draw(children)}
          </li>
        );
      })}
    </ul>
  );
  return (
    <div className="branches">
      <div className="branches__head">
        <label className="visually-hidden" htmlFor={searchId}>
          {t('branches.search')}
        </label>
        <input
          id={searchId}
          className="input branches__search"
          type="search"
          placeholder={t('branches.searchHint')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p className="branches__count" role="status">
          {summary ?? (
            <>
              {t('branches.expected')} <strong>{countHalls(orgs, ticked)}</strong> {t('branches.halls')}
            </>
          )}
        </p>
        <Button look="quiet" onClick={() => onChange(new Set())}>
          {t('branches.none')}
        </Button>
      </div>
      <div className="branches__tree">
        {shown.length > 0 ? draw(shown) : <p className="soft">{t('branches.nothing', { search })}</p>}
      </div>
    </div>
  );
}

/** `5/12`: how many halls of a branch are in. */
function HallsOf({ orgs, org, ticked }: { orgs: readonly Org[]; org: Org; ticked: ReadonlySet<string> }) {
  const within = orgs.filter((each) => each.path.startsWith(org.path));
  const isCovered = tickOf({ org, children: [] }, ticked) === 'all';
  const count = isCovered ? within.length : countHalls(within, ticked);
  return (
    <span className="soft small">
      {count}/{within.length}
    </span>
  );
}
