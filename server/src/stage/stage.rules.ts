import type { HallId } from '#shared/kit/ids.ts';
import { type PlacePhase, stageRules } from '#shared/stage.ts';
import { AppError } from '../kernel/app-error.ts';

export type Hand = { readonly hallId: HallId; readonly at: number };
export type Place = {
  readonly hallId: HallId;
  readonly phase: PlacePhase;
  readonly since: number;
  readonly until: number | null;
};
/** Why somebody is off the stage. */
export type OffBy = 'lecturer' | 'organizer' | 'hall' | 'time' | 'drop' | 'lectureOver';
/** One hall's time on stage, for the report. */
export type Appearance = { readonly hallId: HallId; readonly from: number; readonly to: number; readonly by: OffBy };

/** Hands in their order, and who has a place. A hall is in one of the two at most. */
export type StageBook = {
  readonly hands: readonly Hand[];
  readonly places: readonly Place[];
  readonly appearances: readonly Appearance[];
};

export const emptyBook: StageBook = { hands: [], places: [], appearances: [] };

const MAX_APPEARANCES = 1_000;
const limitMs = stageRules.limitSeconds * 1_000;

export const placeOf = (book: StageBook, hallId: HallId): Place | undefined =>
  book.places.find((place) => place.hallId === hallId);

const withoutHand = (book: StageBook, hallId: HallId): StageBook => ({
  ...book,
  hands: book.hands.filter((hand) => hand.hallId !== hallId),
});

const withPlace = (book: StageBook, place: Place): StageBook => ({
  ...book,
  places: book.places.map((one) => (one.hallId === place.hallId ? place : one)),
});

export function raised(book: StageBook, hallId: HallId, at: number): StageBook {
  if (placeOf(book, hallId) !== undefined || book.hands.some((hand) => hand.hallId === hallId)) return book;
  return { ...book, hands: [...book.hands, { hallId, at }] };
}

export function invited(book: StageBook, hallId: HallId, at: number): StageBook {
  if (placeOf(book, hallId) !== undefined) return book;
  if (book.places.length >= stageRules.maxPlaces) {
    throw new AppError('conflict', 'stage_full', { params: { maximum: stageRules.maxPlaces } });
  }
  const place: Place = { hallId, phase: 'invited', since: at, until: null };
  return { ...withoutHand(book, hallId), places: [...book.places, place] };
}

export function accepted(book: StageBook, hallId: HallId, at: number): StageBook {
  const place = placeOf(book, hallId);
  if (place === undefined) throw new AppError('invalid_state', 'not_invited');
  return place.phase === 'invited' ? withPlace(book, { ...place, phase: 'preview', since: at }) : book;
}

export function taken(book: StageBook, hallId: HallId, at: number): StageBook {
  const place = placeOf(book, hallId);
  if (place === undefined || place.phase === 'invited') throw new AppError('invalid_state', 'stage_not_ready');
  if (place.phase === 'onStage') return book;
  return withPlace(book, { hallId, phase: 'onStage', since: at, until: at + limitMs });
}

export function prolonged(book: StageBook, hallId: HallId, at: number): StageBook {
  const place = placeOf(book, hallId);
  if (place?.phase !== 'onStage') throw new AppError('invalid_state', 'stage_not_ready');
  return withPlace(book, { ...place, until: at + limitMs });
}

/** Off the stage, and the hand down too; nothing where it has neither. */
export function off(book: StageBook, hallId: HallId, by: OffBy, at: number): StageBook {
  const place = placeOf(book, hallId);
  const rest = withoutHand(book, hallId);
  if (place === undefined) return rest.hands.length === book.hands.length ? book : rest;
  const appearance = place.phase === 'onStage' ? [{ hallId, from: place.since, to: at, by }] : [];
  return {
    ...rest,
    places: book.places.filter((one) => one.hallId !== hallId),
    appearances: [...book.appearances, ...appearance].slice(-MAX_APPEARANCES),
  };
}

/** A hall that lost its line: off the stage, while a hand that is up waits for its return. */
export const dropped = (book: StageBook, hallId: HallId, at: number): StageBook =>
  placeOf(book, hallId) === undefined ? book : off(book, hallId, 'drop', at);

/** Those whose time is over. */
export const overdue = (book: StageBook, at: number): HallId[] =>
  book.places.filter(({ until }) => until !== null && until <= at).map(({ hallId }) => hallId);

/** The next moment at which somebody's time is over; undefined when nobody's runs. */
export function nextDeadline(book: StageBook): number | undefined {
  const ends = book.places.flatMap(({ until }) => (until === null ? [] : [until]));
  return ends.length === 0 ? undefined : Math.min(...ends);
}
