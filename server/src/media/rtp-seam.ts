import type { types } from 'mediasoup';

type Json = Record<string, unknown>;

/*
 * The named seam for RTP objects: the wire only bounds their size, because mediasoup itself validates every field of them and
 * refuses with a TypeError, which `media-call.ts` turns into `invalid_input`.
 */
export const asRtpParameters = (value: Json): types.RtpParameters => value as types.RtpParameters;
export const asRtpCapabilities = (value: Json): types.RtpCapabilities => value as types.RtpCapabilities;
