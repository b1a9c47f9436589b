import type { types } from 'mediasoup';

/**
 * What every router speaks, best first. VP8 first: each hall PC decodes it in software at the same cost, and simulcast works in
 * every browser. H264 baseline is for devices that only have a hardware encoder for it. The RTCP feedback (nack, pli, fir,
 * transport-cc; nack for Opus) is mediasoup's own for these codecs and cannot be given here.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    // Speech from one microphone: forward error correction for lossy village lines, silence costs nothing, mono.
    parameters: { useinbandfec: 1, usedtx: 1, stereo: 0, 'sprop-stereo': 0, minptime: 10 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];
