import type { ErrorCode, FieldError, WireError } from '#shared/kit/errors.ts';

/** refused: the server answered no; network: no answer came; timeout: none came in time. */
export type ClientErrorKind = 'refused' | 'network' | 'timeout';

/** Why a call failed. `wire` is what the server said, null if it was not our server that spoke. */
export class ClientError extends Error {
  readonly kind: ClientErrorKind;
  readonly wire: WireError | null;
  readonly status: number | null;

  constructor(kind: ClientErrorKind, wire: WireError | null, options: { cause?: unknown; status?: number } = {}) {
    super(
      wire ? `${wire.code}/${wire.reason}` : kind,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'ClientError';
    this.kind = kind;
    this.wire = wire;
    this.status = options.status ?? null;
  }

  get code(): ErrorCode | null {
    return this.wire?.code ?? null;
  }
  get reason(): string | null {
    return this.wire?.reason ?? null;
  }
  get fields(): readonly FieldError[] {
    return this.wire?.fields ?? [];
  }
  /** True if nobody can tell whether the server has done it: the same intent may be tried again with the same key. */
  get isOutcomeUnknown(): boolean {
    return this.kind !== 'refused' || this.code === 'unavailable' || this.code === 'internal';
  }
}

export function isWireError(value: unknown): value is WireError {
  if (typeof value !== 'object' || value === null) return false;
  return 'code' in value && typeof value.code === 'string' && 'reason' in value && typeof value.reason === 'string';
}
