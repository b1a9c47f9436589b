import { hallLevels, type ImportResult, importLimits, type Org } from '#shared/orgs.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/disposer.ts';
import { createInTurn } from '../kernel/in-turn.ts';
import { planImport } from './import.rules.ts';
import type { PublishOrgs } from './org.events.ts';
import type { OrgRepo } from './org.repo.ts';
import { type OrgTree, orgTree } from './org-tree.ts';
import { spell } from './pinyin.rules.ts';

export type OrgDeps = {
  repo: OrgRepo;
  /** Makes the halls that are missing among these places; answers how many it made. */
  ensureHalls: (places: readonly Org[]) => Promise<number>;
  clock: Clock;
  publish: PublishOrgs;
};

export type Orgs = Closable & {
  /** Loads the tree; before it, everything is empty. */
  start(): Promise<void>;
  get(id: string): Org | undefined;
  root(): Org | undefined;
  /** In tree order, parents first. */
  tree(): readonly Org[];
  /** The branch that begins at `path`, itself included, in tree order. */
  below(path: string): readonly Org[];
  /** The township in which a place lies, or is; the place itself for the city and what hangs directly below it. */
  townshipOf(id: string): Org | undefined;
  /** Serially: of two imports at once the second meets the tree of the first. */
  importCsv(csv: string, options: { dryRun: boolean }): Promise<ImportResult>;
};

/** How soon this process notices that the command line, or another process, imported. */
const LOOK_EVERY_MS = 10_000;

export function createOrgs({ repo, ensureHalls, clock, publish }: OrgDeps): Orgs {
  let tree: OrgTree = orgTree([]);
  let version = -1;
  let watch: Closable | undefined;
  const inTurn = createInTurn();

  const load = async (): Promise<void> => {
    // The version first: an import between the two reads makes the next look load again.
    const seen = await repo.version();
    tree = orgTree(await repo.all());
    version = seen;
  };

  const importNow = async (csv: string, dryRun: boolean): Promise<ImportResult> => {
    await load();
    const { refused, created, renamed, unchanged } = planImport(csv, tree, spell);
    const counts = { created: created.length, changed: renamed.length, unchanged };
    const shownRefusals = refused.slice(0, importLimits.maxRefusedShown);
    if (refused.length > 0) return { applied: false, ...counts, hallsCreated: 0, refused: shownRefusals };
    if (dryRun) return { applied: false, ...counts, hallsCreated: created.filter(hasHall).length, refused: [] };
    if (created.length + renamed.length > 0) {
      // Parents first: what a crash leaves behind is a whole smaller tree, and repeating the file completes it.
      await repo.save([...created, ...renamed]);
      await repo.raiseVersion();
      await load();
    }
    const hallsCreated = await ensureHalls(tree.all.filter(hasHall));
    publish('org.treeChanged', { orgs: tree.all.length });
    return { applied: true, ...counts, hallsCreated, refused: [] };
  };

  return {
    async start() {
      await load();
      watch ??= clock.every(LOOK_EVERY_MS, 'look at the tree', async () => {
        if ((await repo.version()) === version) return;
        await load();
        publish('org.treeChanged', { orgs: tree.all.length });
      });
    },
    close: () => watch?.close(),
    get: (id) => tree.get(id),
    root: () => tree.root,
    tree: () => tree.all,
    below: (path) => tree.below(path),
    townshipOf: (id) => tree.townshipOf(id),
    importCsv: (csv, { dryRun }) => inTurn(() => importNow(csv, dryRun)),
  };
}

const hasHall = ({ level }: Org): boolean => hallLevels.includes(level);
