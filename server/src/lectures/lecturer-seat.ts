import type { LectureNow } from '#shared/lecture-live.ts';
import type { PhaseName } from '../live/participant.ts';

/** Where whoever teaches is, and since when nobody teaches. */
export class LecturerSeat {
  #presence: LectureNow['lecturer'];
  #wasOnAir = false;
  #lastOnAirAt: number | null;

  /** `lastOnAirAt`: until when somebody taught before, where that is known. */
  constructor(presence: LectureNow['lecturer'], lastOnAirAt: number | null = null) {
    this.#presence = presence;
    this.#lastOnAirAt = lastOnAirAt;
  }

  get presence(): LectureNow['lecturer'] {
    return this.#presence;
  }

  /** Null while it is not known. */
  get lastOnAirAt(): number | null {
    return this.#lastOnAirAt;
  }

  /** True if the lecturer's presence is another than before. */
  turn(to: PhaseName): boolean {
    const before = this.#presence;
    if (to === 'live') this.#presence = 'here';
    if (to === 'away') this.#presence = 'away';
    if (to === 'gone') this.#presence = 'absent';
    return this.#presence !== before;
  }

  /** Another person's seat from now on. */
  static of(phase: PhaseName | undefined, now: number): LecturerSeat {
    const seat = new LecturerSeat('absent', now);
    if (phase !== undefined) seat.turn(phase);
    return seat;
  }

  isOnAir(hasTracks: boolean): boolean {
    return this.#presence === 'here' && hasTracks;
  }

  noteAir(hasTracks: boolean, at: number): void {
    const isOnAir = this.isOnAir(hasTracks);
    if (this.#wasOnAir && !isOnAir) this.#lastOnAirAt = at;
    this.#wasOnAir = isOnAir;
  }
}
