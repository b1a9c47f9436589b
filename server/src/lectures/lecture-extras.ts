import type { EventName, EventPayload } from '#shared/contract.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import type { HallId, LectureId } from '#shared/kit/ids.ts';
import type { LectureExtrasState, LectureNow } from '#shared/lecture-live.ts';
import type { TrackSource } from '#shared/media.ts';
import type { Handle } from '../kernel/disposer.ts';
import type { PhaseName } from '../live/participant.ts';

/** directors: lecturer and organizer; audience: everybody else in the lecture; or one hall, if it is on the line. */
export type TellTo = 'everybody' | 'directors' | 'audience' | { readonly hallId: HallId };

/** What a running lecture lends to the modules that add to it. */
export type ExtrasHost = {
  readonly lectureId: LectureId;
  nameOf(hallId: HallId): string;
  /** Says it on the wire; `make` gets the sequence number that all news of the lecture share. */
  tell<K extends EventName>(to: TellTo, name: K, make: (seq: number) => EventPayload<K>): void;
  /** What halls may send, or whom they reach, is another than before. */
  rightsChanged(): void;
};

/** Whom a snapshot is for. */
export type Viewer = { readonly role: CallerRole; readonly hallId: HallId | null };

/** What other modules (stage, slides, polls …) add to a running lecture: opened with its session, closed with it. */
export type LectureExtras = Handle & {
  mayHallPublish(hallId: HallId, source: TrackSource): boolean;
  /** Who may see and hear this hall now. */
  reachOf(hallId: HallId): 'nobody' | 'directors' | 'everybody';
  /** Their part of the snapshot for this viewer. */
  snapshot(viewer: Viewer): LectureExtrasState;
  hallPhase(hallId: HallId, to: PhaseName): void;
  connectionClosed(connectionId: string): void;
  lectureChanged(current: LectureNow): void;
};

export type OpenExtras = (host: ExtrasHost) => Promise<LectureExtras>;
