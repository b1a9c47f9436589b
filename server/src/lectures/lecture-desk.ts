import type { PhaseName } from '../live/participant.ts';
import { isOnAirState } from './lecture.rules.ts';
import type { DeskPresence } from './lecture.views.ts';
import type { OnAir } from './lecture-directing.ts';
import { type LectureRecord, spareKey, teacherKey } from './lecture-record.ts';
import { LecturerSeat } from './lecturer-seat.ts';

export type DeskRoom = {
  /** In which phase this person is in the room; undefined: not in it. */
  phaseOf(key: string): PhaseName | undefined;
  isSending(key: string): boolean;
  now(): number;
};

/** Those who teach one lecture or may have to: where each is, and whether anything comes from whoever teaches. */
export class LectureDesk {
  readonly #room: DeskRoom;
  #lecture: LectureRecord;
  #seat: LecturerSeat;
  #isSpareHere = false;

  constructor(lecture: LectureRecord, room: DeskRoom) {
    this.#room = room;
    this.#lecture = lecture;
    const now = room.now();
    this.#seat = new LecturerSeat(
      isOnAirState(lecture.state)
        ? { presence: 'away', now, ...taughtSince(lecture, now) }
        : { presence: 'absent', now },
    );
  }

  get presence(): DeskPresence {
    return { lecturer: this.#seat.presence, isSpareHere: this.#isSpareHere };
  }

  get onAir(): OnAir {
    const { presence, lastOnAirAt } = this.#seat;
    const isOnAir = this.#seat.isOnAir(this.#isSending);
    return { isHere: presence === 'here', isOnAir, lastOnAirAt, stint: this.#seat.stint(this.#room.now()) };
  }

  /** True if another person teaches from now on. */
  lectureChanged(lecture: LectureRecord): boolean {
    const isOther = teacherKey(lecture) !== teacherKey(this.#lecture);
    this.#lecture = lecture;
    this.#turnSpare();
    if (isOther) this.#seat = this.#newSeat();
    return isOther;
  }

  /** True if one of those whom everybody hears of is elsewhere than before. */
  phaseChanged(key: string, to: PhaseName): boolean {
    const isSpareMoved = key === spareKey(this.#lecture) && this.#turnSpare(to);
    if (key !== teacherKey(this.#lecture)) return isSpareMoved;
    const isTeacherMoved = this.#seat.turn(to);
    this.noteAir();
    return isTeacherMoved || isSpareMoved;
  }

  noteAir(): void {
    this.#seat.noteAir(this.#isSending, this.#room.now());
  }

  get #isSending(): boolean {
    return this.#room.isSending(teacherKey(this.#lecture));
  }

  #newSeat(): LecturerSeat {
    const now = this.#room.now();
    const seat = new LecturerSeat({ presence: 'absent', lastOnAirAt: now, now });
    const phase = this.#room.phaseOf(teacherKey(this.#lecture));
    if (phase !== undefined) seat.turn(phase);
    return seat;
  }

  #turnSpare(phase = this.#spareNow): boolean {
    const before = this.#isSpareHere;
    this.#isSpareHere = phase === 'live';
    return this.#isSpareHere !== before;
  }

  get #spareNow(): PhaseName | undefined {
    const key = spareKey(this.#lecture);
    return key === null ? undefined : this.#room.phaseOf(key);
  }
}

/** After a restart in mid-lecture: who took over, or pressed the start, was at the desk. Of anybody else it is not known. */
function taughtSince(lecture: LectureRecord, now: number): { taughtSince?: number } {
  const { startedAt, substitute, taught, timeline, lecturerName } = lecture;
  const start = timeline.findLast(({ from, to }) => from === 'published' && to === 'live');
  if (substitute === null && start?.by !== lecturerName) return {};
  return { taughtSince: Math.max(startedAt ?? now, substitute?.at ?? 0, taught.at(-1)?.to ?? 0) };
}
