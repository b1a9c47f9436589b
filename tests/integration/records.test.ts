import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RecordId, recordId } from '#shared/kit/ids.ts';
import type { RecordPatch } from '#shared/record-content.ts';
import { detailView } from '../../server/src/records/record.views.ts';
import { verifyRecords } from '../../server/src/records/verify-records.ts';
import { rejection } from '../support/outcome.ts';
import {
  bearer,
  calledIn,
  citizen,
  department,
  lead,
  matter,
  meeting,
  organizer,
  otherMatter,
  PaperWorld,
  stranger,
  supervisor,
} from '../support/paper-world.ts';

const DAY = 24 * 3_600_000;
const full: RecordPatch = {
  facts: '邻居占了田埂。',
  questions: '能不能要回来？',
  advice: '可以要求恢复原状。',
  outcome: 'answered',
};
let world: PaperWorld;

beforeAll(async () => {
  world = await PaperWorld.build();
});
afterEach(async () => {
  await world.connection.collection('records').deleteMany({});
  world.concluded.length = 0;
  world.firmName = null;
  world.isMatterAway = false;
});

const open = async (): Promise<RecordId> => (await world.records.writing.open(lead, matter, meeting)).id;
const save = (id: RecordId, editorId: string, baseRevision: number, patch: RecordPatch, seq = 1) =>
  world.records.writing.save(lead, id, { editorId, baseRevision, patch, seq });
async function presented(patch: RecordPatch = full): Promise<{ id: RecordId; hash: string }> {
  const id = await open();
  const { record } = await save(id, 'window-1', 0, patch);
  const shown = await world.records.closing.present(lead, id, record.revision);
  return { id, hash: shown.hash ?? '' };
}
async function closed(): Promise<RecordId> {
  const { id, hash } = await presented();
  await world.records.closing.confirm(citizen, id, hash);
  return id;
}
const stateOf = async (id: RecordId) => (await world.records.get(lead, id)).record;

describe('writing a record', () => {
  it('[REC2] a meeting has one record, however many windows open it at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => world.records.writing.open(lead, matter, meeting)),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened[0]).toMatchObject({ state: 'draft', content: { place: '视频', present: '李桂兰、孙志刚' } });
    const without = await world.records.writing.open(lead, matter, null);
    expect(without.id).not.toBe(opened[0]?.id);
    expect((await world.records.writing.open(lead, matter, null)).id).toBe(without.id);
  });

  it('[REC3] two windows never overwrite each other, and both texts are there afterwards', async () => {
    const id = await open();
    const first = await save(id, 'window-1', 0, { facts: '第一个窗口写的' });
    const second = await save(id, 'window-2', 0, { facts: '第二个窗口写的', advice: '第二个窗口的意见' });
    expect(second.conflicts).toEqual(['facts']);
    expect(second.newer).toEqual({ facts: '第一个窗口写的' });
    const { record } = await world.records.get(lead, id);
    expect(record.content).toMatchObject({ facts: '第一个窗口写的', advice: '第二个窗口的意见' });
    expect(record.kept).toMatchObject([{ field: 'facts', value: { facts: '第二个窗口写的' }, by: '孙志刚' }]);
    // Once it has seen the newer text, what the window says counts again, and the kept one can go.
    const settled = await save(id, 'window-2', second.record.revision, { facts: '两个窗口合在一起' }, 2);
    expect(settled.conflicts).toEqual([]);
    const dropped = await world.records.writing.dropKept(lead, id, record.kept[0]?.id ?? ('' as never));
    expect(dropped).toMatchObject({ kept: [], content: { facts: '两个窗口合在一起' } });
    expect(first.record.revision).toBeLessThan(dropped.revision);
  });

  it('[REC3] forty savings of four windows at once lose nothing', async () => {
    const id = await open();
    const fields = ['facts', 'questions', 'advice', 'outcomeNote'] as const;
    const windows = fields.map(async (field, n) => {
      let base = 0;
      for (let seq = 1; seq <= 10; seq += 1) {
        const { record } = await save(id, `window-${n}x`, base, { [field]: `第${seq}次` }, seq);
        base = record.revision;
      }
    });
    await Promise.all(windows);
    const { record } = await world.records.get(lead, id);
    expect(fields.map((field) => record.content[field])).toEqual(Array(4).fill('第10次'));
    expect(record.kept).toEqual([]);
  });

  it('[REC5] a saving that comes twice, or after its follower, changes nothing', async () => {
    const id = await open();
    await save(id, 'window-1', 0, { facts: '一' }, 1);
    const { record } = await save(id, 'window-1', 0, { facts: '一二' }, 2);
    const late = await save(id, 'window-1', 0, { facts: '一' }, 1);
    expect(late).toMatchObject({ conflicts: [], record: { revision: record.revision, content: { facts: '一二' } } });
  });

  it('[REC11] a department that was called in adds its own answer, once, while it is a draft', async () => {
    const id = await open();
    await world.records.writing.answer(department, id, '可以申请。', '司法局');
    await world.records.writing.answer(department, id, '可以申请，免费。', '司法局');
    expect((await stateOf(id)).answers).toMatchObject([
      { name: '吴海涛', orgName: '司法局', text: '可以申请，免费。' },
    ]);
    expect(
      await rejection(save(id, 'window-1', 0, full).then(() => world.records.writing.answer(calledIn, id, '我', ''))),
    ).toMatchObject({ code: 'forbidden' });
    const { revision } = await stateOf(id);
    await world.records.closing.present(lead, id, revision);
    expect(await rejection(world.records.writing.answer(department, id, '晚了', '司法局'))).toMatchObject({
      code: 'invalid_state',
      reason: 'record_presented',
    });
  });
});

describe('from presenting to closing', () => {
  it('[REC6] what is missing is said at its field, and the number comes with the first presenting', async () => {
    const id = await open();
    const refused = await rejection(world.records.closing.present(lead, id, 0));
    expect(refused).toMatchObject({ fields: [{ path: 'facts' }, { path: 'advice' }, { path: 'outcome' }] });
    const { record } = await save(id, 'window-1', 0, full);
    expect(await rejection(world.records.closing.present(lead, id, 0))).toMatchObject({ reason: 'record_changed' });
    const shown = await world.records.closing.present(lead, id, record.revision);
    expect(shown).toMatchObject({ state: 'presented', number: expect.stringMatching(/^舒咨录〔2026〕\d+号$/) });
    await world.records.closing.revise(lead, id);
    const { revision } = await stateOf(id);
    expect(await world.records.closing.present(lead, id, revision)).toMatchObject({ number: shown.number });
    expect(await world.kinds('records')).toEqual(['record.presented', 'record.presented']);
  });

  it('[REC7] the citizen confirms exactly what was shown, and closing tells the matter its outcome', async () => {
    const { id, hash } = await presented();
    expect(await rejection(world.records.closing.confirm(citizen, id, 'f'.repeat(64)))).toMatchObject({
      reason: 'record_changed',
    });
    const done = await world.records.closing.confirm(citizen, id, hash);
    expect(done).toMatchObject({ state: 'closed', verdict: 'confirmed', owesOutcome: false });
    expect(done.timeline.map(({ to }) => to)).toEqual(['presented', 'confirmed', 'closed']);
    expect(world.concluded).toEqual([{ outcome: 'answered', by: '孙志刚' }]);
    expect(await rejection(world.records.closing.confirm(citizen, id, hash))).toMatchObject({
      reason: 'record_closed',
    });
  });

  it('[REC7] an objection is told to the expert, who mends it or closes it with the objection', async () => {
    const { id, hash } = await presented();
    await world.records.closing.object(citizen, id, hash, '日期不对');
    expect(await world.kinds('records')).toContain('record.objected');
    await world.records.closing.revise(lead, id);
    const { revision } = await stateOf(id);
    const again = await world.records.closing.present(lead, id, revision);
    await world.records.closing.refuse(citizen, id, '我不签');
    const done = await world.records.closing.close(lead, id);
    expect(done).toMatchObject({ state: 'closed', verdict: 'refused', verdictWords: '我不签', number: again.number });
    expect(done.timeline.map(({ reason }) => reason)).toContain('日期不对');
  });

  it('[REC8] what was presented closes by itself after seven days, marked as not confirmed', async () => {
    const { id } = await presented();
    await world.clock.advance(7 * DAY - 60_000);
    await world.records.closing.tick();
    expect((await stateOf(id)).state).toBe('presented');
    await world.clock.advance(60_000);
    await world.records.closing.tick();
    expect(await stateOf(id)).toMatchObject({ state: 'closed', verdict: 'unconfirmed' });
  });

  it('[REC15] an outcome that could not be told is told later, once', async () => {
    const { id, hash } = await presented({ ...full, outcome: 'resolved' });
    world.isMatterAway = true;
    expect(await world.records.closing.confirm(citizen, id, hash)).toMatchObject({
      state: 'closed',
      owesOutcome: true,
    });
    world.isMatterAway = false;
    await world.records.closing.tick();
    await world.records.closing.tick();
    expect(world.concluded).toEqual([{ outcome: 'resolved', by: '孙志刚' }]);
    expect(await world.records.outcomeOf(matter)).toBe('resolved');
  });

  it('[REC15] a record that says “another meeting” closes without concluding the matter', async () => {
    const { id, hash } = await presented({ ...full, outcome: 'continued' });
    await world.records.closing.confirm(citizen, id, hash);
    await world.records.closing.tick();
    expect(world.concluded).toEqual([]);
  });

  it('[REC9] a closed record takes addenda and nothing else', async () => {
    const id = await closed();
    expect(await rejection(save(id, 'window-1', 99, { facts: '改' }))).toMatchObject({ reason: 'record_closed' });
    expect(await rejection(world.records.closing.revise(lead, id))).toMatchObject({ reason: 'record_closed' });
    const { hash } = await stateOf(id);
    await world.records.closing.add(lead, id, '补充一');
    const added = await world.records.closing.add(lead, id, '补充二');
    expect(added).toMatchObject({ hash, addenda: [{ text: '补充一' }, { text: '补充二' }] });
    expect(await verifyRecords(world.repos.records)).toEqual([]);
  });
});

describe('who may do what', () => {
  it('[REC10] only the lead writes, those called in read, and for others there is none', async () => {
    const id = await open();
    await save(id, 'window-1', 0, full);
    for (const reader of [lead, calledIn, department]) expect((await world.records.get(reader, id)).record.id).toBe(id);
    for (const other of [stranger, citizen, bearer('citizen', otherMatter), bearer('party'), organizer]) {
      expect(await rejection(world.records.get(other, id))).toMatchObject({ reason: 'record_unknown' });
    }
    expect(await rejection(world.records.writing.open(stranger, matter, null))).toMatchObject({ code: 'not_found' });
    expect(await rejection(world.records.writing.open(calledIn, matter, null))).toMatchObject({ code: 'forbidden' });
    const write = { editorId: 'window-1', baseRevision: 0, seq: 9, patch: { facts: '我改' } };
    expect(await rejection(world.records.writing.save(calledIn, id, write))).toMatchObject({
      reason: 'not_lead_expert',
    });
    expect((await world.records.list(organizer, matter)).records).toMatchObject([{ access: { mayRead: false } }]);
    expect(await rejection(world.records.list({ ...organizer, orgPath: '/2202/2202002/' }, matter))).toMatchObject({
      code: 'not_found',
    });
    const { revision } = await stateOf(id);
    await world.records.closing.present(lead, id, revision);
    const seen = await world.records.get(citizen, id);
    const view = detailView(seen.record, seen.access, String);
    expect(view).toMatchObject({ mayConfirm: true, mayWrite: false, citizen: { phone: '138****5678' }, kept: [] });
    expect(await rejection(world.records.get(bearer('citizen', otherMatter), id))).toMatchObject({ code: 'not_found' });
  });

  it('[REC12] a supervisor reads with a reason, which the citizen sees', async () => {
    const id = await closed();
    expect(await rejection(world.records.get(supervisor, id))).toMatchObject({ code: 'not_found' });
    await world.records.closing.inspect(supervisor, id, '信访复查');
    expect((await world.records.get(citizen, id)).record.inspections).toMatchObject([{ reason: '信访复查' }]);
    expect(await verifyRecords(world.repos.records)).toEqual([]);
  });
});

it('[REC10] an id that is nobody’s is told as none', async () => {
  expect(await rejection(world.records.get(lead, recordId.parse('d'.repeat(24))))).toMatchObject({ code: 'not_found' });
});
