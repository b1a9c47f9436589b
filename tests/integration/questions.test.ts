import { beforeAll, describe, expect, it } from 'vitest';
import { announcementRules } from '#shared/announcements.ts';
import { questionRules } from '#shared/questions.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir } from '../support/lecture-on-air.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

type Air = Awaited<ReturnType<typeof onAir>>;

async function asked({ hall, lectureId }: Pick<Air, 'hall' | 'lectureId'>, text: string): Promise<string> {
  const questionId = clientId();
  await hall.call('question:ask', { lectureId, questionId, text, askedBy: '李大爷' });
  return questionId;
}
const stored = async ({ planner, lectureId }: Air) => (await planner.call('lectureQuestions', { lectureId })).questions;

describe('questions of halls', () => {
  it('[QUE1] a question is kept with hall and person, and asked again it is the same one', async () => {
    const air = await onAir(world);
    const { hall, hall2, lectureId, lecturer, outcome } = air;
    const question = { lectureId, questionId: clientId(), text: '土地流转合同怎么签？', askedBy: '李大爷' };
    await Promise.all([1, 2, 3].map(() => hall.call('question:ask', question)));
    await lecturer.event('questions:changed', ({ questions }) =>
      questions.some(({ id }) => id === question.questionId),
    );
    expect((await stored(air)).map(({ hallId, text, askedBy, state }) => ({ hallId, text, askedBy, state }))).toEqual([
      { hallId: places.ownHall, text: question.text, askedBy: '李大爷', state: 'asked' },
    ]);
    expect(await outcome(hall2, 'question:ask', { questionId: question.questionId, text: 'x' })).toBe('question_state');
  });

  it('[QUE2] it is let through, shown to all, and taken off by the next one; halls see nothing of others before', async () => {
    const air = await onAir(world);
    const { hall2, lecturer, organizer, lectureId } = air;
    const first = await asked(air, '第一问');
    const second = await asked(air, '第二问');
    const show = (questionId: string) => lecturer.call('question:moderate', { lectureId, questionId, to: 'onScreen' });
    await organizer.call('question:moderate', { lectureId, questionId: first, to: 'approved' });
    expect(hall2.heard.some(({ name }) => name === 'questions:changed')).toBe(false);
    await show(first);
    await hall2.event('questions:changed', ({ questions: [told] }) => told?.id === first && told.state === 'onScreen');
    await show(second);
    await hall2.event('questions:changed', ({ questions: [told] }) => told?.id === first && told.state === 'approved');
    expect((await stored(air)).filter(({ state }) => state === 'onScreen').map(({ id }) => id)).toEqual([second]);
  });

  it('[QUE3] a rejection needs a reason that its hall reads, and two organizers cannot undo each other unseen', async () => {
    const air = await onAir(world);
    const { hall, lecturer, organizer, lectureId, outcome } = air;
    const questionId = await asked(air, '无关的问题');
    expect(await outcome(organizer, 'question:moderate', { questionId, to: 'rejected' })).toBe('reason_missing');
    await organizer.call('question:moderate', { lectureId, questionId, to: 'rejected', reason: '与本讲无关' });
    await hall.event('questions:changed', ({ questions: [told] }) => told?.reason === '与本讲无关');
    expect(await outcome(lecturer, 'question:moderate', { questionId, to: 'answeredLive' })).toBe('question_state');
    expect(await outcome(hall, 'question:moderate', { questionId, to: 'approved' })).toBe('role_not_allowed');
  });

  it('[QUE4] questions are merged and put in order, the same order for all', async () => {
    const air = await onAir(world);
    const { lecturer, lectureId, outcome } = air;
    const [a, b, c] = [await asked(air, '甲'), await asked(air, '乙'), await asked(air, '丙')];
    await lecturer.call('question:order', { lectureId, questionId: c, before: a });
    await lecturer.call('question:merge', { lectureId, questionId: b, into: a });
    expect(await outcome(lecturer, 'question:merge', { questionId: a, into: b })).toBe('question_state');
    const all = await stored(air);
    expect(all.map(({ id }) => id)).toEqual([c, a, b]);
    expect(all.find(({ id }) => id === b)?.mergedInto).toBe(a);
  });

  it('[QUE5] what is left is answered in writing after the end, and nothing is asked any more', async () => {
    const air = await onAir(world);
    const { hall, lecturer, planner, lectureId, outcome } = air;
    const questionId = await asked(air, '留下的问题');
    await lecturer.call('lecture:end', { lectureId });
    expect(await outcome(hall, 'question:ask', { questionId: clientId(), text: '晚了' })).toBe('lecture_state');
    for (const socket of [hall, lecturer, air.hall2, air.organizer]) socket.close();
    const written = await planner.call('answerQuestion', { lectureId, questionId, answer: '请到窗口办理。' });
    expect(written).toMatchObject({ state: 'answeredInWriting', answer: '请到窗口办理。', answeredBy: '测试planner' });
    expect((await stored(air))[0]?.answer).toBe('请到窗口办理。');
  });

  it('[QUE7] becomes a matter of its hall in one step, once, and shows the number', async () => {
    const air = await onAir(world);
    const { hall, planner, lectureId, outcome } = air;
    const questionId = await asked(air, '土地被占了找谁？');
    const turn = () => planner.call('turnIntoRequest', { lectureId, questionId, field: 'land' });
    const [first, second] = await Promise.all([turn(), turn()]);
    expect(first).toMatchObject({ state: 'becameRequest', requestNumber: expect.stringMatching(/^\d{4}-\d{4}$/) });
    expect(second.requestId).toBe(first.requestId);
    await hall.event('questions:changed', ({ questions: [told] }) => told?.requestNumber === first.requestNumber);
    const matter = await planner.call('getRequest', { requestId: first.requestId ?? '' });
    expect(matter).toMatchObject({ channel: 'lecture', field: 'land', text: '土地被占了找谁？' });
    expect(matter.citizenName).toContain('李大爷');
    const rejected = await asked(air, '无关的问题');
    expect(
      await outcome(air.organizer, 'question:moderate', { questionId: rejected, to: 'rejected', reason: '无关' }),
    ).toBe('ok');
    const refused = await planner.send('turnIntoRequest', { lectureId, questionId: rejected, field: null });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'question_state' } });
  });

  it('[QUE6] a hall has so many open questions at most', async () => {
    const air = await onAir(world);
    await Promise.all(Array.from({ length: questionRules.mostOpenOfHall }, (_, n) => asked(air, `问题${n}`)));
    expect(await air.outcome(air.hall, 'question:ask', { questionId: clientId(), text: '多了' })).toBe(
      'questions_full',
    );
  });
});

describe('announcements', () => {
  it('[ANN1] reach every hall, and one who comes later too, until taken down', async () => {
    const { lectureId, hall, hall2, organizer, enter, outcome } = await onAir(world);
    const announcementId = clientId();
    await organizer.call('announcement:say', { lectureId, announcementId, text: '休息十分钟' });
    await organizer.call('announcement:say', { lectureId, announcementId, text: '休息十分钟' });
    await Promise.all([hall, hall2].map((one) => one.event('announcement:changed', ({ current }) => current !== null)));
    const again = await enter(await world.paired(places.ownHall));
    const { extras } = await again.call('lecture:join', { lectureId });
    expect(extras.announcements.current?.text).toBe('休息十分钟');
    await organizer.call('announcement:takeDown', { lectureId, announcementId });
    await hall2.event('announcement:changed', ({ current }) => current === null);
    expect(await outcome(hall2, 'announcement:say', { announcementId: clientId(), text: 'x' })).toBe(
      'role_not_allowed',
    );
  });

  it('[ANN2] the newest stands, whoever said it', async () => {
    const { lectureId, hall, lecturer, organizer } = await onAir(world);
    await organizer.call('announcement:say', { lectureId, announcementId: clientId(), text: '旧' });
    const announcementId = clientId();
    await lecturer.call('announcement:say', { lectureId, announcementId, text: '新' });
    await hall.event('announcement:changed', ({ current }) => current?.text === '新');
    await lecturer.call('announcement:takeDown', { lectureId, announcementId });
    const { current } = await hall.event('announcement:changed', ({ current: now }) => now === null);
    expect(current).toBeNull();
  });

  it('[ANN3] are not made without end', async () => {
    const { organizer, outcome } = await onAir(world);
    const say = () => outcome(organizer, 'announcement:say', { announcementId: clientId(), text: '请安静' });
    for (let n = 0; n < announcementRules.mostOfLecture; n += 1) expect(await say()).toBe('ok');
    expect(await say()).toBe('announcements_full');
  });
});
