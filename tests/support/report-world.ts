import type { StaffCaller } from '#shared/kit/caller.ts';
import { hallId, type LectureId, orgId, partId } from '#shared/kit/ids.ts';
import type { Question } from '#shared/questions.ts';
import { reportLecture } from '../../server/src/compose/report-stores.ts';
import { composeReports } from '../../server/src/compose/reports.ts';
import { composeStores, type Stores } from '../../server/src/compose/stores.ts';
import type { Database } from '../../server/src/db/connect.ts';
import type { ExpectedHall } from '../../server/src/lectures/lecture-ports.ts';
import type { Sfu } from '../../server/src/media/sfu.ts';
import { createPapers } from '../../server/src/papers/papers.ts';
import { testLog } from './engine.ts';
import type { FakeClock } from './fake-clock.ts';
import { hallCaller, type LectureWorld, lectureWorld, newId, published, staff } from './lecture-world.ts';

const MINUTE = 60_000;
const fontFile = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
const two = (n: number): string => String(n).padStart(3, '0');

/** The county's 254 halls: the city's, 20 townships, and 233 villages below them. */
export const countyHalls: readonly ExpectedHall[] = [
  hall('2202', '/2202/', '2202', '测试市中心'),
  ...Array.from({ length: 20 }, (_, t) => {
    const code = `2202${two(t + 1)}`;
    const township = `第${t + 1}乡镇`;
    const villages = Array.from({ length: t < 13 ? 12 : 11 }, (_, v) => {
      const id = `${code}${two(v + 1)}`;
      return hall(id, `/2202/${code}/${id}/`, code, `${township}${v + 1}村`, township);
    });
    return [hall(code, `/2202/${code}/`, code, township, township), ...villages];
  }).flat(),
];

/** The n-th of them. */
export function hallAt(n: number): ExpectedHall {
  const found = countyHalls[n];
  if (found === undefined) throw new Error(`the county has no hall ${n}`);
  return found;
}

function hall(id: string, path: string, townshipId: string, name: string, townshipName = name): ExpectedHall {
  return { hallId: hallId.parse(id), name, path, townshipId: orgId.parse(townshipId), townshipName };
}

/** A lecture with its halls on a clock of its own, and the stores in which everything of it lies. */
export class ReportWorld {
  readonly world: LectureWorld;
  readonly stores: Stores;
  readonly clock: FakeClock;
  readonly organizer: StaffCaller = staff('organizer');
  #t0 = 0;

  constructor(database: Database, sfu: Sfu, clock: FakeClock, hallList: readonly ExpectedHall[] = countyHalls) {
    this.clock = clock;
    this.world = lectureWorld({ connection: database.connection, sfu, clock, hallList });
    const files = { read: async () => new Uint8Array() };
    this.stores = composeStores({ database, files, photoFiles: files, clock, log: testLog });
  }

  /** Started `lateMinutes` after its plan. */
  async started(title: string, lateMinutes = 0): Promise<LectureId> {
    const id = await published(this.world, this.organizer, { title });
    await this.clock.advance((10 + lateMinutes) * MINUTE);
    await this.world.lectures.directing.direct(this.organizer, id, 'start');
    this.#t0 = this.clock.now();
    return id;
  }

  async at(minute: number): Promise<void> {
    await this.clock.advance(this.#t0 + minute * MINUTE - this.clock.now());
  }

  async join(id: LectureId, halls: readonly ExpectedHall[], by = 'first'): Promise<void> {
    await Promise.all(
      halls.map(({ hallId: hall }) => {
        const caller = hallCaller(hall);
        return this.world.lectures.entrance.join(caller, this.world.connect(`${hall}-${by}`), id, undefined);
      }),
    );
  }

  leave(halls: readonly ExpectedHall[], by = 'first'): void {
    for (const { hallId: hall } of halls) {
      const connectionId = `${hall}-${by}`;
      this.world.drop(connectionId);
      this.world.lectures.connectionClosed(connectionId, this.clock.now());
    }
  }

  async heads(id: LectureId, { hallId: hall, name }: ExpectedHall, heads: number, reason: string | null = null) {
    const fact = { id: newId(), hallId: hall, heads, at: this.clock.now(), by: name, reason };
    await this.stores.reports.adding(id, () => this.stores.lectureDay.heads.insert(id, fact));
  }

  async question(id: LectureId, at: ExpectedHall, text: string): Promise<Question> {
    const now = new Date(this.clock.now()).toISOString();
    const question: Question = {
      ...{ id: partId.parse(newId()), hallId: at.hallId, hallName: at.name, text, askedBy: null, at: now },
      ...{ state: 'asked', stateAt: now, reason: null, answer: null, answeredBy: null, mergedInto: null },
      ...{ requestId: null, requestNumber: null, order: 1 },
    };
    await this.stores.lectureDay.questions.save(id, question);
    return question;
  }

  /** Over for good: it can no longer go on, so everybody is out. */
  async end(id: LectureId): Promise<void> {
    await this.world.lectures.directing.direct(this.organizer, id, 'end');
    await this.clock.advance(11 * MINUTE);
    do await new Promise((resolve) => setTimeout(resolve, 20));
    while (this.world.attendance.unwritten() > 0);
  }

  async lecture(id: LectureId) {
    return reportLecture(await this.world.lectures.lectureFor(id, this.organizer));
  }

  /** The routes of reports as the server has them, and what draws and checks their papers. */
  papers() {
    const { stores, clock } = this;
    const papers = createPapers({ fontFile, issuers: [stores.certificates.check], log: testLog });
    const config = { publicUrl: 'https://hall.test' };
    const { routes } = composeReports({ config, stores, lectures: this.world, render: papers.render, clock });
    return { routes, papers };
  }

  async report(id: LectureId) {
    return this.stores.reports.of(await this.lecture(id));
  }
}
