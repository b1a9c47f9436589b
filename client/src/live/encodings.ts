import type { ProducerCodecOptions, RtpEncodingParameters } from 'mediasoup-client/types';
import type { TrackSource } from '#shared/media.ts';

type Encoding = { encodings?: RtpEncodingParameters[]; codecOptions?: ProducerCodecOptions };

/**
 * Camera: three layers, so that a hall on a thin line gets a small picture instead of a torn one. Screen: one layer, since text
 * that is scaled down cannot be read. Microphone: silence costs nothing (DTX) and a lost packet is rebuilt from the next (FEC).
 */
export const encodingOf: Record<TrackSource, Encoding> = {
  camera: {
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000, maxFramerate: 15, scalabilityMode: 'L1T1' },
      { scaleResolutionDownBy: 2, maxBitrate: 450_000, scalabilityMode: 'L1T1' },
      { scaleResolutionDownBy: 1, maxBitrate: 1_200_000, scalabilityMode: 'L1T1' },
    ],
    codecOptions: { videoGoogleStartBitrate: 600 },
  },
  screen: { encodings: [{ maxBitrate: 1_500_000, maxFramerate: 12 }] },
  microphone: { codecOptions: { opusStereo: false, opusDtx: true, opusFec: true, opusMaxAverageBitrate: 40_000 } },
};

/** Asked of the camera; what it cannot give it gives as near as it can. */
export const cameraWish: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25, max: 30 },
};
export const microphoneWish: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: { ideal: 1 },
};
export const screenWish: DisplayMediaStreamOptions = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 10, max: 15 } },
  audio: false,
};
