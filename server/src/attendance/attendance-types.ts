import type { HallId, LectureId, OrgId } from '#shared/kit/ids.ts';

/** Why a span ended; stored with it. */
export type SpanEnd =
  | 'left'
  | 'disconnected'
  | 'silent'
  | 'superseded'
  | 'revoked'
  | 'lectureOver'
  | 'serverStopped'
  | 'serverDied'
  /** The insert's answer never came, so the hall was never told that it is in; the span counts nothing. */
  | 'notAcknowledged';

/** All times in milliseconds since the epoch; `to` is null while the span is open. Half open: `from` is in, `to` is not. */
export type Span = {
  readonly id: string;
  readonly lectureId: LectureId;
  readonly hallId: HallId;
  readonly processId: string;
  readonly connectionId: string;
  readonly from: number;
  readonly to: number | null;
};

export type SpanClose = { readonly id: string; readonly to: number; readonly reason: SpanEnd };

export type ExpectedHall = {
  readonly hallId: HallId;
  readonly name: string;
  readonly path: string;
  readonly townshipId: OrgId;
  readonly townshipName: string;
};

export type Period = { readonly from: number; readonly to: number | null };
