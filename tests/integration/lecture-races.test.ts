import { beforeAll, describe, expect, it } from 'vitest';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import { lectureId, partId } from '#shared/kit/ids.ts';
import type { Poll } from '#shared/polls.ts';
import type { StageState } from '#shared/stage.ts';
import type { Database } from '../../server/src/db/connect.ts';
import { ensureIndexes } from '../../server/src/db/indexes.ts';
import { createPollRepo, type PollRepo } from '../../server/src/polls/poll.repo.ts';
import { resultOf } from '../../server/src/polls/poll.rules.ts';
import { PollsSession } from '../../server/src/polls/polls-session.ts';
import { createStageRepo, type StageRepo } from '../../server/src/stage/stage.repo.ts';
import { raised } from '../../server/src/stage/stage.rules.ts';
import { StageSession } from '../../server/src/stage/stage-session.ts';
import { testDatabase, testLog } from '../support/engine.ts';
import { fakeClock } from '../support/fake-clock.ts';
import { newId } from '../support/lecture-world.ts';
import { rejection } from '../support/outcome.ts';
import { countyHalls } from '../support/report-world.ts';

const halls: readonly HallId[] = countyHalls.map(({ hallId }) => hallId);
let polls: PollRepo;
let stages: StageRepo;

beforeAll(async () => {
  const database: Database = await testDatabase();
  polls = createPollRepo(database.connection);
  stages = createStageRepo(database.connection);
  await ensureIndexes(database);
});

async function openPoll() {
  const lecture: LectureId = lectureId.parse(newId());
  const clock = fakeClock();
  const told: Poll[] = [];
  const session = new PollsSession({
    stored: [],
    save: (poll) => polls.save(lecture, poll),
    tellDirectors: (poll) => void told.push(poll),
    tellAudience: () => undefined,
    tellVote: () => undefined,
    headsOf: () => 50,
    clock,
  });
  const id = partId.parse(newId());
  await session.create({ id, title: '哪一天？', kind: 'single', counting: 'hall', options: ['一', '二'], right: null });
  await session.move(id, 'open');
  const stored = async () => {
    const [poll] = await polls.of(lecture);
    if (poll === undefined) throw new Error('no poll');
    return poll;
  };
  return { session, id, clock, told, stored };
}

describe('races in a lecture', () => {
  it('[STG8] 254 hands in one second stand in the order in which they came, all stored, and are told in a few lists', async () => {
    const lecture = lectureId.parse(newId());
    const clock = fakeClock();
    const told: StageState[] = [];
    const session = new StageSession({
      stored: await stages.load(lecture),
      nameOf: (hallId) => hallId,
      save: (book) => stages.save(lecture, book),
      tell: (state) => void told.push(state),
      rightsChanged: () => undefined,
      clock,
      log: testLog,
    });
    const acks = halls.map(async (hallId) => {
      await session.act((book, at) => raised(book, hallId, at));
      // Its own hand is durable when it is told so, whatever the others do.
      return (await stages.load(lecture)).hands.some((hand) => hand.hallId === hallId);
    });
    await clock.advance(1_000);
    expect((await Promise.all(acks)).every(Boolean)).toBe(true);
    expect(session.state.hands).toEqual(halls);
    expect((await stages.load(lecture)).hands.map(({ hallId }) => hallId)).toEqual(halls);
    expect(told.length).toBeLessThanOrEqual(6);
    expect(told.at(-1)?.hands).toEqual(halls);
    session.close();
  });

  it('[POL6] two organizers who close at once both find it closed, once; the result is the same for both', async () => {
    const { session, id, stored } = await openPoll();
    await session.vote(id, halls[0] as HallId, [1, 0]);
    await Promise.all([session.move(id, 'closed'), session.move(id, 'closed')]);
    const { state, stateAt } = await stored();
    expect(state).toBe('closed');
    await session.move(id, 'closed');
    expect((await stored()).stateAt).toBe(stateAt);
    await Promise.all([session.move(id, 'shown'), session.move(id, 'shown')]);
    expect((await stored()).state).toBe('shown');
    session.close();
  });

  it('[POL1] a hall that votes twice at once has one vote, the later one', async () => {
    const { session, id, stored } = await openPoll();
    const [hall] = halls;
    if (hall === undefined) throw new Error('no hall');
    await Promise.all([session.vote(id, hall, [1, 0]), session.vote(id, hall, [1, 0]), session.vote(id, hall, [0, 1])]);
    expect(resultOf(await stored())).toEqual({ counts: [0, 1], halls: 1 });
    session.close();
  });

  it('[POL2] of 254 votes around the close those before it count, those after it are refused, none is lost', async () => {
    const { session, id, stored, clock, told } = await openPoll();
    const before = halls.slice(0, 200).map((hall) => session.vote(id, hall, [1, 0]));
    const closing = session.move(id, 'closed');
    const after = halls.slice(200).map((hall) => rejection(session.vote(id, hall, [0, 1])));
    await Promise.all([...before, closing]);
    for (const refused of await Promise.all(after)) expect(refused).toMatchObject({ reason: 'poll_closed' });
    expect(resultOf(await stored())).toEqual({ counts: [200, 0], halls: 200 });
    await clock.advance(1_000);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.at(-1)?.result).toEqual({ counts: [200, 0], halls: 200 });
    session.close();
  });
});
