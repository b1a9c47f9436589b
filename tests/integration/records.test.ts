import { describe, expect, it } from 'vitest';
import { recordId } from '#shared/kit/ids.ts';
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
  stranger,
  supervisor,
} from '../support/paper-world.ts';
import { full, RecordSuite } from '../support/record-suite.ts';

const DAY = 24 * 3_600_000;

const suite = new RecordSuite();

describe('writing a record', () => {
  it('[REC2] a meeting has one record, however many windows open it at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => suite.world.records.writing.open(lead, matter, meeting)),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened[0]).toMatchObject({ state: 'draft', content: { place: '视频', present: '李桂兰、孙志刚' } });
    const without = await suite.world.records.writing.open(lead, matter, null);
    expect(without.id).not.toBe(opened[0]?.id);
    expect((await suite.world.records.writing.open(lead, matter, null)).id).toBe(without.id);
  });

  it('[REC3] two windows never overwrite each other, and both texts are there afterwards', async () => {
    const id = await suite.open();
    const first = await suite.save(id, 'window-1', 0, { facts: '第一个窗口写的' });
    const second = await suite.save(id, 'window-2', 0, { facts: '第二个窗口写的', advice: '第二个窗口的意见' });
    expect(second.conflicts).toEqual(['facts']);
    expect(second.newer).toEqual({ facts: '第一个窗口写的' });
    const { record } = await suite.world.records.get(lead, id);
    expect(record.content).toMatchObject({ facts: '第一个窗口写的', advice: '第二个窗口的意见' });
    expect(record.kept).toMatchObject([{ field: 'facts', value: { facts: '第二个窗口写的' }, by: '孙志刚' }]);
    // Once it has seen the newer text, what the window says counts again, and the kept one can go.
    const settled = await suite.save(id, 'window-2', second.record.revision, { facts: '两个窗口合在一起' }, 2);
    expect(settled.conflicts).toEqual([]);
    const dropped = await suite.world.records.writing.dropKept(lead, id, record.kept[0]?.id ?? ('' as never));
    expect(dropped).toMatchObject({ kept: [], content: { facts: '两个窗口合在一起' } });
    expect(first.record.revision).toBeLessThan(dropped.revision);
  });

  it('[REC3] forty savings of four windows at once lose nothing', async () => {
    const id = await suite.open();
    const fields = ['facts', 'questions', 'advice', 'outcomeNote'] as const;
    const windows = fields.map(async (field, n) => {
      let base = 0;
      for (let seq = 1; seq <= 10; seq += 1) {
        const { record } = await suite.save(id, `window-${n}x`, base, { [field]: `第${seq}次` }, seq);
        base = record.revision;
      }
    });
    await Promise.all(windows);
    const { record } = await suite.world.records.get(lead, id);
    expect(fields.map((field) => record.content[field])).toEqual(Array(4).fill('第10次'));
    expect(record.kept).toEqual([]);
  });

  it('[REC5] a saving that comes twice, or after its follower, changes nothing', async () => {
    const id = await suite.open();
    await suite.save(id, 'window-1', 0, { facts: '一' }, 1);
    const { record } = await suite.save(id, 'window-1', 0, { facts: '一二' }, 2);
    const late = await suite.save(id, 'window-1', 0, { facts: '一' }, 1);
    expect(late).toMatchObject({ conflicts: [], record: { revision: record.revision, content: { facts: '一二' } } });
  });

  it('[REC11] a department that was called in adds its own answer, once, while it is a draft', async () => {
    const id = await suite.open();
    await suite.world.records.writing.answer(department, id, '可以申请。', '司法局');
    await suite.world.records.writing.answer(department, id, '可以申请，免费。', '司法局');
    expect((await suite.stateOf(id)).answers).toMatchObject([
      { name: '吴海涛', orgName: '司法局', text: '可以申请，免费。' },
    ]);
    expect(
      await rejection(
        suite.save(id, 'window-1', 0, full).then(() => suite.world.records.writing.answer(calledIn, id, '我', '')),
      ),
    ).toMatchObject({ code: 'forbidden' });
    const { revision } = await suite.stateOf(id);
    await suite.world.records.closing.present(lead, id, revision);
    expect(await rejection(suite.world.records.writing.answer(department, id, '晚了', '司法局'))).toMatchObject({
      code: 'invalid_state',
      reason: 'record_presented',
    });
  });
});

describe('from presenting to closing', () => {
  it('[REC6] what is missing is said at its field, and the number comes with the first presenting', async () => {
    const id = await suite.open();
    const refused = await rejection(suite.world.records.closing.present(lead, id, 0));
    expect(refused).toMatchObject({ fields: [{ path: 'facts' }, { path: 'advice' }, { path: 'outcome' }] });
    const { record } = await suite.save(id, 'window-1', 0, full);
    expect(await rejection(suite.world.records.closing.present(lead, id, 0))).toMatchObject({
      reason: 'record_changed',
    });
    const shown = await suite.world.records.closing.present(lead, id, record.revision);
    expect(shown).toMatchObject({ state: 'presented', number: expect.stringMatching(/^舒咨录〔2026〕\d+号$/) });
    await suite.world.records.closing.revise(lead, id);
    const { revision } = await suite.stateOf(id);
    expect(await suite.world.records.closing.present(lead, id, revision)).toMatchObject({ number: shown.number });
    expect(await suite.world.kinds('records')).toEqual(['record.presented', 'record.presented']);
  });

  it('[REC17] a talk that went on by telephone says so in its record, before or after the record was begun', async () => {
    const id = await suite.open();
    suite.world.phone = '09:35 起改为电话沟通';
    const { record } = await suite.save(id, 'window-1', 0, full);
    const shown = await suite.world.records.closing.present(lead, id, record.revision);
    expect(shown.content.place).toBe('视频，09:35 起改为电话沟通');
    await suite.world.records.closing.revise(lead, id);
    const again = await suite.world.records.closing.present(lead, id, (await suite.stateOf(id)).revision);
    expect(again.content.place).toBe('视频，09:35 起改为电话沟通');
  });

  it('[REC7] the citizen confirms exactly what was shown, and closing tells the matter its outcome', async () => {
    const { id, hash } = await suite.presented();
    expect(await rejection(suite.world.records.closing.confirm(citizen, id, 'f'.repeat(64)))).toMatchObject({
      reason: 'record_changed',
    });
    const done = await suite.world.records.closing.confirm(citizen, id, hash);
    expect(done).toMatchObject({ state: 'closed', verdict: 'confirmed', owesOutcome: false });
    expect(done.timeline.map(({ to }) => to)).toEqual(['presented', 'confirmed', 'closed']);
    expect(suite.world.concluded).toEqual([{ outcome: 'answered', by: '孙志刚' }]);
    expect(await rejection(suite.world.records.closing.confirm(citizen, id, hash))).toMatchObject({
      reason: 'record_closed',
    });
  });

  it('[REC7] an objection is told to the expert, who mends it or closes it with the objection', async () => {
    const { id, hash } = await suite.presented();
    await suite.world.records.closing.object(citizen, id, hash, '日期不对');
    expect(await suite.world.kinds('records')).toContain('record.objected');
    await suite.world.records.closing.revise(lead, id);
    const { revision } = await suite.stateOf(id);
    const again = await suite.world.records.closing.present(lead, id, revision);
    await suite.world.records.closing.refuse(citizen, id, '我不签');
    const done = await suite.world.records.closing.close(lead, id);
    expect(done).toMatchObject({ state: 'closed', verdict: 'refused', verdictWords: '我不签', number: again.number });
    expect(done.timeline.map(({ reason }) => reason)).toContain('日期不对');
  });

  it('[REC8] what was presented closes by itself after seven days, marked as not confirmed', async () => {
    const { id } = await suite.presented();
    await suite.world.clock.advance(7 * DAY - 60_000);
    await suite.world.records.closing.tick();
    expect((await suite.stateOf(id)).state).toBe('presented');
    await suite.world.clock.advance(60_000);
    await suite.world.records.closing.tick();
    expect(await suite.stateOf(id)).toMatchObject({ state: 'closed', verdict: 'unconfirmed' });
  });

  it('[SET6] within as many days as the county has set', async () => {
    suite.world.confirmDays = 2;
    const { id } = await suite.presented();
    suite.world.confirmDays = 7;
    await suite.world.clock.advance(2 * DAY - 60_000);
    await suite.world.records.closing.tick();
    expect((await suite.stateOf(id)).state).toBe('presented');
    await suite.world.clock.advance(60_000);
    await suite.world.records.closing.tick();
    expect((await suite.stateOf(id)).state).toBe('closed');
  });

  it('[REC15] an outcome that could not be told is told later, once', async () => {
    const { id, hash } = await suite.presented({ ...full, outcome: 'resolved' });
    suite.world.isMatterAway = true;
    expect(await suite.world.records.closing.confirm(citizen, id, hash)).toMatchObject({
      state: 'closed',
      owesOutcome: true,
    });
    suite.world.isMatterAway = false;
    await suite.world.records.closing.tick();
    await suite.world.records.closing.tick();
    expect(suite.world.concluded).toEqual([{ outcome: 'resolved', by: '孙志刚' }]);
    expect(await suite.world.records.outcomeOf(matter)).toBe('resolved');
  });

  it('[REC15] a record that says “another meeting” closes without concluding the matter', async () => {
    const { id, hash } = await suite.presented({ ...full, outcome: 'continued' });
    await suite.world.records.closing.confirm(citizen, id, hash);
    await suite.world.records.closing.tick();
    expect(suite.world.concluded).toEqual([]);
  });

  it('[REC9] a closed record takes addenda and nothing else', async () => {
    const id = await suite.closed();
    expect(await rejection(suite.save(id, 'window-1', 99, { facts: '改' }))).toMatchObject({ reason: 'record_closed' });
    expect(await rejection(suite.world.records.closing.revise(lead, id))).toMatchObject({ reason: 'record_closed' });
    const { hash } = await suite.stateOf(id);
    await suite.world.records.closing.add(lead, id, '补充一');
    const added = await suite.world.records.closing.add(lead, id, '补充二');
    expect(added).toMatchObject({ hash, addenda: [{ text: '补充一' }, { text: '补充二' }] });
    expect(await verifyRecords(suite.world.repos.records)).toEqual([]);
  });
});

describe('who may do what', () => {
  it('[REC10] only the lead writes, those called in read, and for others there is none', async () => {
    const id = await suite.open();
    await suite.save(id, 'window-1', 0, full);
    for (const reader of [lead, calledIn, department])
      expect((await suite.world.records.get(reader, id)).record.id).toBe(id);
    for (const other of [stranger, citizen, bearer('citizen', otherMatter), bearer('party'), organizer]) {
      expect(await rejection(suite.world.records.get(other, id))).toMatchObject({ reason: 'record_unknown' });
    }
    expect(await rejection(suite.world.records.writing.open(stranger, matter, null))).toMatchObject({
      code: 'not_found',
    });
    expect(await rejection(suite.world.records.writing.open(calledIn, matter, null))).toMatchObject({
      code: 'forbidden',
    });
    const write = { editorId: 'window-1', baseRevision: 0, seq: 9, patch: { facts: '我改' } };
    expect(await rejection(suite.world.records.writing.save(calledIn, id, write))).toMatchObject({
      reason: 'not_lead_expert',
    });
    expect((await suite.world.records.list(organizer, matter)).records).toMatchObject([{ access: { mayRead: false } }]);
    expect(
      await rejection(suite.world.records.list({ ...organizer, orgPath: '/2202/2202002/' }, matter)),
    ).toMatchObject({
      code: 'not_found',
    });
    const { revision } = await suite.stateOf(id);
    await suite.world.records.closing.present(lead, id, revision);
    const seen = await suite.world.records.get(citizen, id);
    const view = detailView(seen.record, seen.access, String);
    expect(view).toMatchObject({ mayConfirm: true, mayWrite: false, citizen: { phone: '138****5678' }, kept: [] });
    expect(await rejection(suite.world.records.get(bearer('citizen', otherMatter), id))).toMatchObject({
      code: 'not_found',
    });
  });

  it('[REC12] a supervisor reads with a reason, which the citizen sees', async () => {
    const id = await suite.closed();
    expect(await rejection(suite.world.records.get(supervisor, id))).toMatchObject({ code: 'not_found' });
    await suite.world.records.closing.inspect(supervisor, id, '信访复查');
    expect((await suite.world.records.get(citizen, id)).record.inspections).toMatchObject([{ reason: '信访复查' }]);
    expect(await verifyRecords(suite.world.repos.records)).toEqual([]);
  });
});

it('[REC10] an id that is nobody’s is told as none', async () => {
  expect(await rejection(suite.world.records.get(lead, recordId.parse('d'.repeat(24))))).toMatchObject({
    code: 'not_found',
  });
});
