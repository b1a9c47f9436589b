import type { LectureNow } from '#shared/lecture-live.ts';
import type { PhaseName } from '../live/participant.ts';
import type { Stint } from './taught.rules.ts';

/** What is known of whoever teaches, when the seat is set up. */
export type SeatBefore = {
  readonly presence: LectureNow['lecturer'];
  /** Until when somebody taught before, where that is known. */
  readonly lastOnAirAt?: number;
  /** Since when this person teaches, where the seat is set up in the middle of it. */
  readonly taughtSince?: number;
  readonly now: number;
};

/** Where whoever teaches is, since when nobody teaches, and when this person did. */
export class LecturerSeat {
  #presence: LectureNow['lecturer'];
  #wasOnAir = false;
  #firstOnAirAt: number | null;
  #lastOnAirAt: number | null;
  readonly #setUpAt: number;

  constructor({ presence, lastOnAirAt, taughtSince, now }: SeatBefore) {
    this.#presence = presence;
    this.#firstOnAirAt = taughtSince ?? null;
    this.#lastOnAirAt = lastOnAirAt ?? null;
    this.#setUpAt = now;
  }

  get presence(): LectureNow['lecturer'] {
    return this.#presence;
  }

  /** Null while it is not known. */
  get lastOnAirAt(): number | null {
    return this.#lastOnAirAt;
  }

  stint(now: number): Stint {
    if (this.#firstOnAirAt === null) return null;
    return { from: this.#firstOnAirAt, to: this.#wasOnAir ? now : (this.#lastOnAirAt ?? this.#setUpAt) };
  }

  /** True if the lecturer's presence is another than before. */
  turn(to: PhaseName): boolean {
    const before = this.#presence;
    if (to === 'live') this.#presence = 'here';
    if (to === 'away') this.#presence = 'away';
    if (to === 'gone') this.#presence = 'absent';
    return this.#presence !== before;
  }

  isOnAir(hasTracks: boolean): boolean {
    return this.#presence === 'here' && hasTracks;
  }

  noteAir(hasTracks: boolean, at: number): void {
    const isOnAir = this.isOnAir(hasTracks);
    if (isOnAir) this.#firstOnAirAt ??= at;
    if (this.#wasOnAir && !isOnAir) this.#lastOnAirAt = at;
    this.#wasOnAir = isOnAir;
  }
}
