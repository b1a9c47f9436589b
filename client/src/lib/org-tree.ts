import type { Org } from '#shared/orgs.ts';

export type OrgNode = { org: Org; children: OrgNode[] };

/** The flat list (parents first) as a tree. A node whose parent is not in the list is a root. */
export function treeOf(orgs: readonly Org[]): OrgNode[] {
  const nodes = new Map<string, OrgNode>();
  const roots: OrgNode[] = [];
  for (const org of orgs) {
    const node = { org, children: [] };
    nodes.set(org.id, node);
    const parent = org.parentId === null ? undefined : nodes.get(org.parentId);
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  return roots;
}

/** By name in Chinese, or by letters: full pinyin or initials, in any case, spaces ignored; or by code. */
export function matches(org: { id: string; name: string; pinyin: string }, search: string): boolean {
  const wanted = search.toLowerCase().replace(/\s/g, '');
  if (!wanted) return true;
  return (
    org.name.toLowerCase().includes(wanted) ||
    org.pinyin.toLowerCase().includes(wanted) ||
    org.id.startsWith(wanted.toUpperCase())
  );
}

/** The tree with only what matches and the way to it; all of what lies below a match stays. */
export function filterTree(nodes: readonly OrgNode[], search: string): OrgNode[] {
  if (!search.trim()) return [...nodes];
  return nodes.flatMap((node) => {
    if (matches(node.org, search)) return [node];
    const children = filterTree(node.children, search);
    return children.length > 0 ? [{ org: node.org, children }] : [];
  });
}

const hasHall = (org: Org): boolean => org.level !== 'department';

/** How many halls lie at or below the ticked branches, each counted once. */
export function countHalls(orgs: readonly Org[], ticked: ReadonlySet<string>): number {
  return hallsWithin(orgs, ticked).length;
}

/** The places with a hall at or below the ticked branches, in tree order. */
export function hallsWithin(orgs: readonly Org[], ticked: ReadonlySet<string>): Org[] {
  const branches = orgs.filter((org) => ticked.has(org.id)).map((org) => org.path);
  return orgs.filter((org) => hasHall(org) && branches.some((branch) => org.path.startsWith(branch)));
}

export type Tick = 'all' | 'some' | 'none';

/** all: it or something above it is ticked; some: something below it is. */
export function tickOf(node: OrgNode, ticked: ReadonlySet<string>): Tick {
  if (isCovered(node.org, ticked)) return 'all';
  return hasTickBelow(node, ticked) ? 'some' : 'none';
}

const idsOnPath = (path: string): string[] => path.split('/').filter(Boolean);
const isCovered = (org: Org, ticked: ReadonlySet<string>): boolean => idsOnPath(org.path).some((id) => ticked.has(id));
const hasTickBelow = (node: OrgNode, ticked: ReadonlySet<string>): boolean =>
  node.children.some((child) => ticked.has(child.org.id) || hasTickBelow(child, ticked));

/**
 * The ticks after a click on a node. Ticking takes the whole branch (ticks below become part of it). Unticking one node of a
 * ticked branch leaves the rest of that branch ticked, piece by piece.
 */
export function toggleTick(roots: readonly OrgNode[], ticked: ReadonlySet<string>, node: OrgNode): Set<string> {
  const below = new Set(idsBelow(node));
  const rest = [...ticked].filter((id) => !below.has(id));
  if (!isCovered(node.org, ticked)) return new Set([...rest, node.org.id]);
  const next = new Set(rest);
  const way = idsOnPath(node.org.path);
  let level = roots;
  for (const id of way) {
    const step = level.find((each) => each.org.id === id);
    // The tree that a person sees may begin below the city.
    if (!step) continue;
    if (next.delete(id) && id !== node.org.id) for (const child of step.children) next.add(child.org.id);
    level = step.children;
  }
  return next;
}

const idsBelow = (node: OrgNode): string[] => node.children.flatMap((child) => [child.org.id, ...idsBelow(child)]);
