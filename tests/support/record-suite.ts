import { afterEach, beforeAll } from 'vitest';
import type { RecordId } from '#shared/kit/ids.ts';
import type { RecordPatch } from '#shared/record-content.ts';
import { citizen, lead, matter, meeting, PaperWorld } from './paper-world.ts';

/** A record as the lead expert fills it in. */
export const full: RecordPatch = {
  facts: '邻居占了田埂。',
  questions: '能不能要回来？',
  advice: '可以要求恢复原状。',
  outcome: 'answered',
};

/** Records over a database of their own, none left from test to test, and the ways that all tests bring one along. */
export class RecordSuite {
  #world: PaperWorld | undefined;

  constructor() {
    beforeAll(async () => {
      this.#world = await PaperWorld.build();
    });
    afterEach(async () => {
      await this.world.connection.collection('records').deleteMany({});
      this.world.concluded.length = 0;
      this.world.firmName = null;
      this.world.phone = null;
      this.world.isMatterAway = false;
    });
  }

  get world(): PaperWorld {
    if (this.#world === undefined) throw new Error('the suite has not begun');
    return this.#world;
  }

  async open(): Promise<RecordId> {
    return (await this.world.records.writing.open(lead, matter, meeting)).id;
  }

  save(id: RecordId, editorId: string, baseRevision: number, patch: RecordPatch, seq = 1) {
    return this.world.records.writing.save(lead, id, { editorId, baseRevision, patch, seq });
  }

  async presented(patch: RecordPatch = full): Promise<{ id: RecordId; hash: string }> {
    const id = await this.open();
    const { record } = await this.save(id, 'window-1', 0, patch);
    const shown = await this.world.records.closing.present(lead, id, record.revision);
    return { id, hash: shown.hash ?? '' };
  }

  async closed(): Promise<RecordId> {
    const { id, hash } = await this.presented();
    await this.world.records.closing.confirm(citizen, id, hash);
    return id;
  }

  async stateOf(id: RecordId) {
    return (await this.world.records.get(lead, id)).record;
  }
}
