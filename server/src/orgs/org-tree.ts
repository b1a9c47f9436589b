import type { Org } from '#shared/orgs.ts';

/** The whole tree in memory, so that names and branches cost no read. Never changed: an import makes a new one. */
export type OrgTree = {
  /** In tree order: each before what is below it, siblings by code. */
  readonly all: readonly Org[];
  readonly root: Org | undefined;
  get(id: string): Org | undefined;
  /** The branch that begins at `path`, itself included, in tree order. */
  below(path: string): readonly Org[];
  /** The township in which it lies, or is; else (the city, its departments) itself. */
  townshipOf(id: string): Org | undefined;
};

export function orgTree(orgs: readonly Org[]): OrgTree {
  // Codes hold digits and capital letters, which all come after the slash: by path is parents first.
  const all = [...orgs].sort((a, b) => (a.path < b.path ? -1 : 1));
  const byId = new Map<string, Org>(all.map((org) => [org.id, org]));
  return {
    all,
    root: all.find((org) => org.parentId === null),
    get: (id) => byId.get(id),
    below: (path) => all.filter((org) => org.path.startsWith(path)),
    townshipOf(id) {
      const org = byId.get(id);
      for (let at = org; at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
        if (at.level === 'township') return at;
      }
      return org;
    },
  };
}
