import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hall } from '#shared/halls.ts';
import type { Org } from '#shared/orgs.ts';
import { filterTree, type OrgNode, treeOf } from '../../lib/org-tree.ts';
import { Badge } from '../../ui/plain/badge.tsx';
import './org-tree-view.css';

type OrgTreeViewProps = {
  orgs: readonly Org[];
  /** By the org's id; empty for roles that do not see halls. */
  halls: ReadonlyMap<string, Hall>;
  search: string;
  isUnpairedOnly: boolean;
  onChoose: (orgId: string) => void;
};

export function OrgTreeView({ orgs, halls, search, isUnpairedOnly, onChoose }: OrgTreeViewProps) {
  const { t } = useTranslation('orgs');
  const [opened, setOpened] = useState<ReadonlySet<string>>(
    () => new Set(orgs.filter((org) => org.level === 'city').map((org) => org.id)),
  );
  const places = useMemo(() => treeOf(orgs.filter((org) => org.level !== 'department')), [orgs]);
  const departments = useMemo(() => treeOf(orgs.filter((org) => org.level === 'department')), [orgs]);
  const isNarrowed = search !== '' || isUnpairedOnly;
  const narrow = (nodes: readonly OrgNode[]) => {
    const found = filterTree(nodes, search);
    return isUnpairedOnly ? keepUnpaired(found, halls) : found;
  };
  const shownPlaces = narrow(places);
  const shownDepartments = isUnpairedOnly ? [] : filterTree(departments, search);
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const isOpen = (id: string) => isNarrowed || opened.has(id);
  const draw = (nodes: readonly OrgNode[]) => (
    <ul className="org-tree__level">
      {nodes.map((node) => (
        <li key={node.org.id}>
          <OrgRow node={node} halls={halls} isOpen={isOpen(node.org.id)} onToggle={toggle} onChoose={onChoose} />
          {node.children.length > 0 && isOpen(node.org.id) && draw(node.children)}
        </li>
      ))}
    </ul>
  );
  if (shownPlaces.length === 0 && shownDepartments.length === 0) {
    return <p className="card">{isUnpairedOnly && !search ? t('nothingUnpaired') : t('nothing', { search })}</p>;
  }
  return (
    <div className="card org-tree">
      {draw(shownPlaces)}
      {shownDepartments.length > 0 && (
        <details open={search !== ''} className="org-tree__departments">
          <summary>{t('departments', { n: shownDepartments.length })}</summary>
          <ul className="org-tree__columns">
            {shownDepartments.map((node) => (
              <li key={node.org.id}>{node.org.name}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type OrgRowProps = {
  node: OrgNode;
  halls: ReadonlyMap<string, Hall>;
  isOpen: boolean;
  onToggle: (id: string) => void;
  onChoose: (id: string) => void;
};

function OrgRow({ node: { org, children }, halls, isOpen, onToggle, onChoose }: OrgRowProps) {
  const { t } = useTranslation('orgs');
  const hall = halls.get(org.id);
  const below = hallsBelow(children, halls);
  return (
    <div className="org-tree__row">
      {children.length > 0 ? (
        <button
          type="button"
          className="org-tree__fold"
          aria-expanded={isOpen}
          aria-label={t('below', { name: org.name })}
          onClick={() => onToggle(org.id)}
        />
      ) : (
        <span className="org-tree__fold-space" />
      )}
      {hall ? (
        <button
          type="button"
          className="org-tree__name"
          aria-label={t('manage', { name: org.name })}
          onClick={() => onChoose(org.id)}
        >
          {org.name}
        </button>
      ) : (
        <span className="org-tree__plain">{org.name}</span>
      )}
      {hall && <Badge look={hall.pairedAt ? 'fine' : 'off'}>{t(hall.pairedAt ? 'paired' : 'unpaired')}</Badge>}
      {hall?.contactName && <span className="soft small org-tree__contact">{hall.contactName}</span>}
      {below.length > 0 && (
        <span className="soft small org-tree__below">
          {t('pairedOf', { n: below.length, paired: below.filter((each) => each.pairedAt).length })}
        </span>
      )}
    </div>
  );
}

const hallsBelow = (nodes: readonly OrgNode[], halls: ReadonlyMap<string, Hall>): Hall[] =>
  nodes.flatMap((node) => {
    const hall = halls.get(node.org.id);
    return [...(hall ? [hall] : []), ...hallsBelow(node.children, halls)];
  });

const keepUnpaired = (nodes: readonly OrgNode[], halls: ReadonlyMap<string, Hall>): OrgNode[] =>
  nodes.flatMap((node) => {
    const children = keepUnpaired(node.children, halls);
    const hall = halls.get(node.org.id);
    const isUnpaired = hall !== undefined && hall.pairedAt === null;
    return isUnpaired || children.length > 0 ? [{ org: node.org, children }] : [];
  });
