import { errors } from 'mediasoup';
import { AppError } from '../kernel/app-error.ts';
import { withTimeout } from '../kernel/timeout.ts';

/** A worker answers within milliseconds; one that needs longer than this hangs. */
const CALL_LIMIT_MS = 5_000;

type Closing = { readonly closed: boolean };

/** The media of this act was lost while it went on: a worker died or its owner closed. Joining again gives new media. */
export const mediaLost = (cause?: unknown): AppError => new AppError('unavailable', 'media_lost', { cause });

/**
 * Waits for a worker's answer, at most `CALL_LIMIT_MS`. `on` is the object that was asked: when it is closed by then, the
 * failure is a loss and not a fault.
 */
export async function workerAnswer<T>(what: string, answer: Promise<T>, on?: Closing): Promise<T> {
  try {
    return await withTimeout(answer, CALL_LIMIT_MS, what);
  } catch (error) {
    if (error instanceof errors.WorkerClosedError || on?.closed === true) throw mediaLost(error);
    throw error;
  }
}

/** As `workerAnswer`, for calls that carry what a client sent: what mediasoup refuses is the client's mistake. */
export async function clientRequest<T>(what: string, ask: () => Promise<T>, on?: Closing): Promise<T> {
  try {
    return await workerAnswer(what, ask(), on);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid_input', 'media_parameters', { cause: error });
  }
}
