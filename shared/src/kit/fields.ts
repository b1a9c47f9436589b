import { z } from 'zod';

/** A moment in UTC, ISO 8601, e.g. `2026-11-24T01:30:00.000Z`. */
export const isoTime = z.iso.datetime();

/** A line a person types: trimmed, not empty, bounded. */
export const line = (max: number) => z.string().trim().min(1).max(max);

/** A reason that somebody gives for an act and others may read. */
export const reasonText = line(200);

/** A JSON object whose inside belongs to another library (RTP parameters), bounded by its serialized size in characters. */
export const boundedObject = (maxChars: number) =>
  z.record(z.string(), z.unknown()).refine((value) => JSON.stringify(value).length <= maxChars, 'too_large');
