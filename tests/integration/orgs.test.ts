import { beforeAll, describe, expect, it } from 'vitest';
import { createOrgRepo } from '../../server/src/orgs/org.repo.ts';
import { createOrgs } from '../../server/src/orgs/org.service.ts';
import { rejection } from '../support/outcome.ts';
import { People } from '../support/people.ts';
import { worldCsv } from '../support/world.ts';

let people: People;
let sample: string;

beforeAll(async () => {
  const { readFile } = await import('node:fs/promises');
  sample = await readFile(new URL('../../server/data/org-tree.csv', import.meta.url), 'utf8');
  people = await People.build(null);
});

const apply = { dryRun: false };
const stored = async () => (await createOrgRepo(people.connection).all()).length;
const storedHalls = () => people.connection.collection('halls').countDocuments();

describe('an import', () => {
  it('[ORG2] changes nothing when one row is wrong, nor on a dry run', async () => {
    const wrong = await people.orgs.importCsv(`${sample}X1,220283,town,错`, apply);
    expect(wrong).toMatchObject({ applied: false, created: 0, hallsCreated: 0 });
    expect(wrong.refused).toEqual([{ row: 305, code: 'X1', reason: 'import_code', params: { code: 'X1' } }]);
    const dry = await people.orgs.importCsv(sample, { dryRun: true });
    expect(dry).toMatchObject({ applied: false, created: 303, hallsCreated: 254, refused: [] });
    expect([await stored(), await storedHalls()]).toEqual([0, 0]);
    expect(people.orgs.tree()).toEqual([]);
  });

  it('[ORG6] of the sample county makes 303 orgs and a hall for each of the 254 places', async () => {
    const result = await people.orgs.importCsv(sample, apply);
    expect(result).toEqual({ applied: true, created: 303, changed: 0, unchanged: 0, hallsCreated: 254, refused: [] });
    expect([await stored(), await storedHalls()]).toEqual([303, 254]);
    expect(await people.connection.collection<{ _id: string }>('halls').findOne({ _id: '220283D01' })).toBeNull();
  });

  it('[ORG3] of the same file changes nothing, also when two come at once', async () => {
    const results = await Promise.all([people.orgs.importCsv(sample, apply), people.orgs.importCsv(sample, apply)]);
    for (const result of results) {
      expect(result).toMatchObject({ applied: true, created: 0, changed: 0, unchanged: 303, hallsCreated: 0 });
    }
    expect(await stored()).toBe(303);
  });

  it('[ORG3] renames a code with another name and is known by it everywhere at once', async () => {
    const csv = 'code,parent,level,name\n220283001,220283,township,新北城街道';
    expect(await people.orgs.importCsv(csv, apply)).toMatchObject({ applied: true, changed: 1, unchanged: 0 });
    expect(people.orgs.get('220283001')?.name).toBe('新北城街道');
    expect(people.halls.place('220283001001')?.townshipName).toBe('新北城街道');
    expect(people.orgs.tree()).toHaveLength(303);
  });

  it('[ORG7] that died in the middle is completed by repeating it', async () => {
    const other = await People.build(null);
    const repo = createOrgRepo(other.connection);
    const dying = createOrgs({
      repo: {
        ...repo,
        save: async (orgs) => {
          await repo.save(orgs.slice(0, 3));
          throw new Error('killed');
        },
      },
      ensureHalls: () => Promise.resolve(0),
      clock: other.clock,
      publish: () => undefined,
    });
    expect(await rejection(dying.importCsv(worldCsv, apply))).toMatchObject({ message: 'killed' });
    const left = await repo.all();
    expect(left.every(({ parentId }) => parentId === null || left.some(({ id }) => id === parentId))).toBe(true);
    const result = await other.orgs.importCsv(worldCsv, apply);
    expect(result).toMatchObject({ applied: true, created: 4, unchanged: 3, hallsCreated: 6 });
  });

  it('[ORG6] makes the halls that an import before did not come to', async () => {
    await people.connection.collection<{ _id: string }>('halls').deleteOne({ _id: '220283001001' });
    expect(await people.orgs.importCsv(sample, apply)).toMatchObject({ created: 0, hallsCreated: 1 });
  });
});

describe('the tree', () => {
  it('[ORG8] is in tree order, and a branch is itself and all below it', async () => {
    const seen = new Set<string>();
    for (const { id, parentId } of people.orgs.tree()) {
      expect(parentId === null || seen.has(parentId)).toBe(true);
      seen.add(id);
    }
    const branch = people.orgs.below('/220283/220283001/');
    expect(branch[0]?.id).toBe('220283001');
    expect(branch.slice(1).every(({ parentId }) => parentId === '220283001')).toBe(true);
    expect(people.orgs.townshipOf('220283001001')?.id).toBe('220283001');
    expect(people.orgs.townshipOf('220283D01')?.id).toBe('220283D01');
  });

  it('[ORG8] of another process is seen within 10 seconds', async () => {
    const county = await People.build(null);
    const repo = createOrgRepo(county.connection);
    const ensureHalls = () => Promise.resolve(0);
    const cli = createOrgs({ repo, ensureHalls, clock: county.clock, publish: () => undefined });
    await cli.importCsv(worldCsv, apply);
    expect(county.orgs.tree()).toHaveLength(0);
    await county.clock.advance(10_000);
    await expect.poll(() => county.orgs.tree().length).toBe(7);
  });
});
