import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { AttendanceFace, OpenSpan, SpanEnd } from './lecture-ports.ts';

/** One hall's facts: is it here (connected, or away with its media still coming), and its span if one is open. */
type Attending = {
  span: OpenSpan | undefined;
  opening: Promise<void> | undefined;
  /** Joins that have not got their answer yet; their span is theirs to keep or to end. */
  entering: number;
  isHere: boolean;
  /** The last sign of life: where a span ends when the hall is no longer here. */
  lastSignAt: number;
};

export type HallAttendanceDeps = {
  readonly lectureId: LectureId;
  readonly attendance: Pick<AttendanceFace, 'openSpan' | 'endSpan'>;
  readonly now: () => number;
  readonly log: Logger;
};

/** The spans of the halls in one lecture: at most one is open for each, and it ends when the facts say so. */
export class HallAttendance {
  readonly #deps: HallAttendanceDeps;
  readonly #halls = new Map<HallId, Attending>();

  constructor(deps: HallAttendanceDeps) {
    this.#deps = deps;
  }

  /**
   * Runs `admit` with a span that is in the database. A hall that is still here keeps its span; one that is not admitted, or is
   * gone before the answer, counts nothing.
   */
  async entering<T>(hallId: HallId, connectionId: string, admit: () => Promise<T>): Promise<T> {
    const hall = this.#hall(hallId);
    hall.entering += 1;
    try {
      await this.#open(hallId, connectionId, this.#deps.now());
      return await admit();
    } finally {
      hall.entering -= 1;
      this.#settle(hallId, 'disconnected');
    }
  }

  here(hallId: HallId, at: number): void {
    Object.assign(this.#hall(hallId), { isHere: true, lastSignAt: at });
  }

  /** It is not here since `lastSignAt`. */
  notHere(hallId: HallId, lastSignAt: number, reason: SpanEnd): void {
    const hall = this.#halls.get(hallId);
    if (hall === undefined) return;
    hall.isHere = false;
    hall.lastSignAt = Math.max(hall.lastSignAt, lastSignAt);
    this.#settle(hallId, reason);
  }

  /** It came anew and holds nothing of before: what lies between was no attendance, so its span ended at `lastSignAt`. */
  interrupted(hallId: HallId, lastSignAt: number): void {
    const hall = this.#halls.get(hallId);
    if (hall?.span === undefined) return;
    this.#deps.attendance.endSpan(hall.span, lastSignAt, 'disconnected');
    hall.span = undefined;
  }

  /** Media of a hall without connection comes again; nobody waits for the answer. */
  heard(hallId: HallId, connectionId: string, at: number): void {
    this.here(hallId, at);
    this.#open(hallId, connectionId, at)
      .catch((error: unknown) => {
        this.#deps.log.warn({ err: error, hallId }, 'a hall is heard again and its span could not be opened');
      })
      .finally(() => this.#settle(hallId, 'silent'));
  }

  endAll(at: number, reason: SpanEnd): void {
    for (const hallId of this.#halls.keys()) this.notHere(hallId, at, reason);
  }

  #hall(hallId: HallId): Attending {
    const known = this.#halls.get(hallId);
    if (known !== undefined) return known;
    const hall: Attending = { span: undefined, opening: undefined, entering: 0, isHere: false, lastSignAt: 0 };
    this.#halls.set(hallId, hall);
    return hall;
  }

  /** Two at once share one span. */
  #open(hallId: HallId, connectionId: string, at: number): Promise<void> {
    const hall = this.#hall(hallId);
    if (hall.span !== undefined) return Promise.resolve();
    hall.opening ??= this.#write(hallId, hall, connectionId, at);
    return hall.opening;
  }

  async #write(hallId: HallId, hall: Attending, connectionId: string, at: number): Promise<void> {
    const { attendance, lectureId } = this.#deps;
    try {
      hall.span = await attendance.openSpan({ lectureId, hallId, connectionId, at });
    } finally {
      hall.opening = undefined;
    }
  }

  #settle(hallId: HallId, reason: SpanEnd): void {
    const hall = this.#halls.get(hallId);
    if (hall?.span === undefined || hall.isHere || hall.entering > 0) return;
    this.#deps.attendance.endSpan(hall.span, hall.lastSignAt, reason);
    hall.span = undefined;
  }
}
