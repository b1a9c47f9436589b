import type { HallId } from '#shared/kit/ids.ts';
import type { HallCounts, HallPresence, HallRow } from '#shared/lecture-live.ts';
import type { LinkQuality } from '#shared/link-quality.ts';
import { isoOrNull } from './lecture.views.ts';
import type { Contact, ExpectedHall } from './lecture-ports.ts';

type Seat = {
  readonly hall: ExpectedHall;
  readonly contact: Contact;
  presence: HallPresence;
  since: number | null;
  sound: HallRow['sound'];
  quality: LinkQuality;
};

type Stretch = { readonly hallId: HallId; readonly from: number; readonly to: number | null };

const noContact: Contact = { contactName: '', contactPhone: '' };

/** The expected halls of one running lecture as the organizer sees them. Counts are made from the rows, so they agree. */
export class HallSeats {
  #seats: ReadonlyMap<HallId, Seat>;
  readonly #changed = new Set<HallId>();

  constructor(halls: readonly ExpectedHall[], contacts: ReadonlyMap<HallId, Contact>) {
    this.#seats = new Map(halls.map((hall) => [hall.hallId, emptySeat(hall, contacts)]));
  }

  /** Another audience: halls that stay keep what is known of them. */
  replace(halls: readonly ExpectedHall[], contacts: ReadonlyMap<HallId, Contact>): void {
    const seats = halls.map((hall): [HallId, Seat] => {
      return [hall.hallId, this.#seats.get(hall.hallId) ?? emptySeat(hall, contacts)];
    });
    this.#seats = new Map(seats);
    for (const hallId of this.#seats.keys()) this.#changed.add(hallId);
  }

  nameOf(hallId: HallId): string {
    return this.#seats.get(hallId)?.hall.name ?? '';
  }

  /** In the lecture and on the line now. */
  isHere(hallId: HallId): boolean {
    const presence = this.#seats.get(hallId)?.presence;
    return presence === 'waiting' || presence === 'live';
  }

  has(hallId: HallId): boolean {
    return this.#seats.has(hallId);
  }

  enter(hallId: HallId, presence: HallPresence, at: number): void {
    const seat = this.#seats.get(hallId);
    if (seat === undefined || seat.presence === presence) return;
    seat.presence = presence;
    seat.since = at;
    if (presence === 'gone') Object.assign(seat, { sound: 'unknown', quality: 'unknown' });
    this.#changed.add(hallId);
  }

  report(hallId: HallId, sound: 'on' | 'off', quality: LinkQuality): void {
    const seat = this.#seats.get(hallId);
    if (seat === undefined || (seat.sound === sound && seat.quality === quality)) return;
    Object.assign(seat, { sound, quality });
    this.#changed.add(hallId);
  }

  /** The lecture went on air or off it: those who are in it wait, or are live. */
  turn(from: 'waiting' | 'live', to: 'waiting' | 'live', at: number): void {
    for (const [hallId, { presence }] of this.#seats) if (presence === from) this.enter(hallId, to, at);
  }

  /** After a restart: who was here before is away, or gone, until it comes again. Stretches are in order of their begin. */
  restore(stretches: readonly Stretch[], now: number): void {
    for (const { hallId, to } of stretches) {
      const seat = this.#seats.get(hallId);
      if (seat !== undefined) Object.assign(seat, { presence: 'away', since: to ?? now });
    }
  }

  /** Who is away since before `before` and does not come back is gone; `isKept` are those whose time the room keeps. */
  expire(before: number, isKept: (hallId: HallId) => boolean): void {
    for (const [hallId, { presence, since }] of this.#seats) {
      if (presence === 'away' && since !== null && since <= before && !isKept(hallId))
        this.enter(hallId, 'gone', since);
    }
  }

  rows(): HallRow[] {
    return [...this.#seats.values()].map(rowOf);
  }

  hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** The rows that changed since it was asked last. */
  takeChanged(): HallRow[] {
    const rows = [...this.#changed].flatMap((hallId) => {
      const seat = this.#seats.get(hallId);
      return seat === undefined ? [] : [rowOf(seat)];
    });
    this.#changed.clear();
    return rows;
  }

  counts(): HallCounts {
    const counts: HallCounts = { expected: this.#seats.size, waiting: 0, live: 0, away: 0, gone: 0, missing: 0 };
    for (const { presence } of this.#seats.values()) counts[presence === 'expected' ? 'missing' : presence] += 1;
    return counts;
  }
}

function emptySeat(hall: ExpectedHall, contacts: ReadonlyMap<HallId, Contact>): Seat {
  const contact = contacts.get(hall.hallId) ?? noContact;
  return { hall, contact, presence: 'expected', since: null, sound: 'unknown', quality: 'unknown' };
}

function rowOf({ hall, contact, presence, since, sound, quality }: Seat): HallRow {
  return {
    hallId: hall.hallId,
    name: hall.name,
    townshipId: hall.townshipId,
    townshipName: hall.townshipName,
    contactName: contact.contactName,
    contactPhone: contact.contactPhone,
    presence,
    since: isoOrNull(since),
    sound,
    quality,
  };
}
