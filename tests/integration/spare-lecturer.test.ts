import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiSocket, reasonOf } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { clientId, lecturesOnAir, type OnAir } from '../support/lecture-on-air.ts';
import { sendCamera } from '../support/send-camera.ts';
import { places, World } from '../support/world.ts';

let world: World;
const onAir = lecturesOnAir();

beforeAll(async () => {
  world = await World.build(await startTestApp());
});

type WithSpare = OnAir & { spare: ApiSocket; from: string; spareKey: string };

/** A lecture on air, its lecturer sending, its spare in the studio. */
async function withSpare(): Promise<WithSpare> {
  const air = await onAir(world);
  expect(await sendCamera(air.lecturer)).toBe('ok');
  const spare = await air.enter(await world.signedIn(air.spareName));
  const { current } = await spare.call('lecture:join', { lectureId: air.lectureId });
  return { ...air, spare, from: current.teacher.owner, spareKey: current.spare?.owner ?? '' };
}

/** The lecturer's page is closed, and everybody knows. */
async function cut({ lecturer, hall }: OnAir): Promise<void> {
  lecturer.close();
  await hall.event('lecture:changed', ({ current }) => current.lecturer === 'away');
}

/** The plan as it is sent, with a spare. */
const planWith = (lecturerId: string, spareId: string, inHours: number) => ({
  title: '备用讲师',
  topic: '',
  lecturerId,
  spareId,
  startAt: new Date(Date.now() + inHours * 3_600_000).toISOString(),
  plannedMinutes: 30,
  audience: [places.own],
});

describe('a spare in the plan', () => {
  it('[LEC16] is another lecturer who has the time; what cannot be is said at the field', async () => {
    const organizer = await world.signedIn('organizer');
    const [first, second] = [world.idOf('lecturer'), world.idOf('lecturer2')];
    const refusal = async (lecturerId: string, spareId: string) => {
      const ack = await organizer.send('createLecture', planWith(lecturerId, spareId, 30));
      return ack.ok ? 'ok' : ack.error.fields?.map(({ path, reason }) => `${path}/${reason}`).join();
    };
    expect(await refusal(first, first)).toBe('spareId/spare_is_lecturer');
    expect(await refusal(first, world.idOf('clerk'))).toBe('spareId/spare_unknown');
    expect(await refusal(first, second)).toBe('ok');
    const third = await world.addAccount(`l-${clientId().slice(0, 8)}`, ['lecturer'], places.own);
    expect(await refusal(third, second)).toBe('spareId/spare_taken');
    expect(await refusal(second, third)).toBe('startAt/lecturer_taken');
  });

  it('[LEC16] has the lecture in the own list and looks at its slides, and changes nothing', async () => {
    const organizer = await world.signedIn('organizer');
    const { id } = await organizer.call('createLecture', planWith(world.idOf('lecturer'), world.idOf('lecturer2'), 50));
    const spare = await world.signedIn('lecturer2');
    const { rows } = await spare.call('listLectures', { limit: 100 });
    expect(rows.find((row) => row.id === id)).toMatchObject({
      spareId: world.idOf('lecturer2'),
      spareName: '测试lecturer2',
    });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await spare.call('listLectures', { limit: 1, ...(cursor !== undefined && { cursor }) });
      paged.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(rows.map((row) => row.id));
    expect(await spare.call('getLecture', { lectureId: id })).toMatchObject({ mayDirect: false, mayPlan: false });
    expect(await spare.call('listSlideDecks', { lectureId: id })).toMatchObject({ decks: [] });
    const refused = await spare.send('orderSlideDecks', { lectureId: id, deckIds: [] });
    expect(reasonOf(refused)).toBe('not_your_lecture');
  });

  it('[TAK7] who is spare no longer is out of the studio within a second, and told before', async () => {
    const organizer = await world.signedIn('organizer');
    const [lecturerId, old, fresh] = await Promise.all(
      ['a', 'b', 'c'].map((each) => world.addAccount(`${each}-${clientId().slice(0, 8)}`, ['lecturer'], places.own)),
    );
    const plan = planWith(lecturerId ?? '', old ?? '', 0.1);
    const { id: lectureId } = await organizer.call('createLecture', plan);
    await organizer.call('publishLecture', { lectureId });
    const name = [...world.accountIds].find(([, id]) => id === old)?.[0] ?? '';
    const desk = await organizer.connect();
    const spare = await (await world.signedIn(name)).connect();
    await desk.call('lecture:join', { lectureId });
    const { current } = await spare.call('lecture:join', { lectureId });
    expect(current.spare).toMatchObject({ name: `测试${name}` });
    await desk.event('lecture:changed', (news) => news.current.spare?.isHere === true);
    await organizer.call('updateLecture', { lectureId, ...plan, spareId: fresh ?? '' });
    const told = await spare.event(
      'lecture:changed',
      (news) => news.current.spare?.owner !== current.spare?.owner,
      1_000,
    );
    expect(told.current.spare?.isHere).toBe(false);
    const ack = await spare.send('media:openTransport', { direction: 'receive' });
    expect(reasonOf(ack)).toBe('not_in_room');
    const again = await spare.send('lecture:join', { lectureId });
    expect(reasonOf(again)).toBe('lecture_unknown');
    desk.close();
    spare.close();
  });
});

describe('the spare takes the lecture over', () => {
  it('[TAK5] before that he is seen as a spare, and neither directs, sends nor ends', async () => {
    const air = await withSpare();
    await air.organizer.event('lecture:changed', ({ current }) => current.spare?.isHere === true);
    expect(await sendCamera(air.spare)).toBe('may_not_publish');
    for (const name of ['lecture:pause', 'lecture:end', 'lecture:reopen', 'lecture:start'])
      expect(await air.outcome(air.spare, name)).toBe('not_your_lecture');
    expect(await air.outcome(air.spare, 'stage:invite', { hallId: places.ownHall })).toBe('not_your_lecture');
    expect(await air.outcome(air.spare, 'slides:show', { deckId: null })).toBe('not_your_lecture');
    expect(await air.outcome(air.spare, 'announcement:say', { announcementId: clientId(), text: '请坐' })).toBe(
      'not_your_lecture',
    );
    expect(await air.outcome(air.spare, 'lecture:takeOver', { from: air.from })).toBe('teacher_on_air');
    expect(await air.outcome(air.spare, 'lecture:handBack')).toBe('taken_over');
  });

  it('[TAK6] when the lecturer is gone: every hall is told, sees the spare, who directs until it is handed back', async () => {
    const air = await withSpare();
    await cut(air);
    expect(await air.outcome(air.spare, 'lecture:takeOver', { from: air.from })).toBe('ok');
    await air.hall.event('lecture:changed', ({ current }) => current.teacher.owner === air.spareKey, 1_000);
    expect(await sendCamera(air.spare)).toBe('ok');
    const isSpares = ({ owner }: { owner: string }) => owner === air.spareKey;
    await air.hall2.event('media:tracksChanged', ({ tracks }) => tracks.length === 1 && tracks.every(isSpares));
    expect(await air.outcome(air.spare, 'stage:invite', { hallId: places.ownHall })).toBe('ok');
    expect(await air.outcome(air.spare, 'lecture:pause')).toBe('ok');
    expect(await air.outcome(air.spare, 'lecture:resume')).toBe('ok');
    const back = await air.enter(await world.signedIn(air.lecturerName));
    const { current } = await back.call('lecture:join', { lectureId: air.lectureId });
    expect(current.teacher).toMatchObject({ owner: air.spareKey, name: `测试${air.spareName}` });
    expect(await air.outcome(back, 'lecture:takeOver', { from: air.spareKey })).toBe('teacher_on_air');
    expect(await air.outcome(back, 'lecture:handBack')).toBe('taken_over');
    expect(await air.outcome(air.spare, 'lecture:handBack')).toBe('ok');
    expect(await sendCamera(back)).toBe('ok');
    expect(await sendCamera(air.spare)).toBe('may_not_publish');
    expect(await air.outcome(air.spare, 'lecture:pause')).toBe('not_your_lecture');
  });

  it('[TAK9] a spare on air who does not give back is relieved by the organizer', async () => {
    const air = await withSpare();
    await cut(air);
    expect(await air.outcome(air.spare, 'lecture:takeOver', { from: air.from })).toBe('ok');
    expect(await sendCamera(air.spare)).toBe('ok');
    expect(await air.outcome(air.organizer, 'lecture:takeOver', { from: air.spareKey })).toBe('ok');
    expect(await sendCamera(air.spare)).toBe('may_not_publish');
    expect(await air.outcome(air.spare, 'lecture:pause')).toBe('not_your_lecture');
    expect(await sendCamera(air.organizer)).toBe('ok');
  });

  it('[TAK3] of spare and organizer at once one does, and the other is told who teaches', async () => {
    const air = await withSpare();
    await cut(air);
    const take = (socket: ApiSocket) => socket.send('lecture:takeOver', { lectureId: air.lectureId, from: air.from });
    const acks = await Promise.all([take(air.spare), take(air.organizer)]);
    const won = acks.findIndex((ack) => ack.ok);
    const lost = acks[1 - won];
    expect(acks.filter((ack) => ack.ok)).toHaveLength(1);
    expect(lost?.ok === false && lost.error).toMatchObject({
      reason: 'taken_over',
      params: { name: won === 0 ? `测试${air.spareName}` : '测试planner' },
    });
  });

  it('[TAK8] the report names who was on air from when to when, without those who never were', async () => {
    const air = await withSpare();
    await cut(air);
    expect(await air.outcome(air.organizer, 'lecture:takeOver', { from: air.from })).toBe('ok');
    air.organizer.close();
    const organizerKey = `organizer:${world.idOf('planner')}`;
    await air.spare.event('lecture:changed', ({ current }) => current.lecturer === 'away');
    expect(await air.outcome(air.spare, 'lecture:takeOver', { from: organizerKey })).toBe('ok');
    expect(await sendCamera(air.spare)).toBe('ok');
    expect(await air.outcome(air.spare, 'lecture:end')).toBe('ok');
    const { taught, endedAt } = await air.planner.call('lectureReport', { lectureId: air.lectureId });
    expect(taught.map(({ as, name }) => `${as} ${name}`)).toEqual([
      `lecturer 测试${air.lecturerName}`,
      `spare 测试${air.spareName}`,
    ]);
    // On air until the end, give or take the moment in which it was written.
    expect(Math.abs(Date.parse(taught.at(-1)?.to ?? '') - Date.parse(endedAt ?? ''))).toBeLessThan(1_000);
    const figures = await (await world.signedIn(air.spareName)).call('lectureFigures', {
      period: `${new Date().getFullYear()}`,
    });
    expect(figures.total.lectures).toBe(1);
  });
});
