/** RTP by hand: a VP8 picture that no decoder ever sees, and Opus that nobody hears. */

const VIDEO_CLOCK = 90_000;
const AUDIO_CLOCK = 48_000;
const PACKET_BYTES = 1_200;
const HEADER_BYTES = 12;
const FRAMES_PER_SECOND = 25;
const AUDIO_PACKET_MS = 20;

type Stream = { ssrc: number; payloadType: number; sequence: number };

export type VideoSource = {
  /** The packets that are due by this moment of the stream and were not given before, in order. */
  due(streamMs: number): Buffer[];
  /** The next frame becomes a key frame. */
  requestKeyFrame(): void;
};

export function videoSource(ssrc: number, payloadType: number, bitrate: number): VideoSource {
  const stream: Stream = { ssrc, payloadType, sequence: 1 };
  const packetsPerFrame = Math.max(1, Math.round(bitrate / 8 / PACKET_BYTES / FRAMES_PER_SECOND));
  let frame = 0;
  let isKeyFrameDue = true;
  return {
    due(streamMs) {
      const packets: Buffer[] = [];
      while ((frame * 1_000) / FRAMES_PER_SECOND <= streamMs) {
        for (let part = 0; part < packetsPerFrame; part += 1) {
          const packet = rtp(
            stream,
            (frame * VIDEO_CLOCK) / FRAMES_PER_SECOND,
            part === packetsPerFrame - 1,
            PACKET_BYTES,
          );
          // Payload descriptor: S bit on the first packet of a frame; then the frame's first byte, lowest bit 0 for a key frame.
          packet[HEADER_BYTES] = part === 0 ? 0x10 : 0x00;
          packet[HEADER_BYTES + 1] = isKeyFrameDue && part === 0 ? 0x00 : 0x01;
          packets.push(packet);
        }
        isKeyFrameDue = false;
        frame += 1;
      }
      return packets;
    },
    requestKeyFrame: () => {
      isKeyFrameDue = true;
    },
  };
}

export function audioSource(ssrc: number, payloadType: number): { due(streamMs: number): Buffer[] } {
  const stream: Stream = { ssrc, payloadType, sequence: 1 };
  let packet = 0;
  return {
    due(streamMs) {
      const packets: Buffer[] = [];
      while (packet * AUDIO_PACKET_MS <= streamMs) {
        packets.push(rtp(stream, (packet * AUDIO_PACKET_MS * AUDIO_CLOCK) / 1_000, packet === 0, 80));
        packet += 1;
      }
      return packets;
    },
  };
}

function rtp(stream: Stream, timestamp: number, marker: boolean, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes);
  packet[0] = 0x80;
  packet[1] = (marker ? 0x80 : 0) | stream.payloadType;
  packet.writeUInt16BE(stream.sequence & 0xffff, 2);
  packet.writeUInt32BE(Math.floor(timestamp) % 0x1_0000_0000, 4);
  packet.writeUInt32BE(stream.ssrc, 8);
  stream.sequence += 1;
  return packet;
}

/** How many requests for a key frame (PLI, FIR) a compound RTCP packet holds. */
export function keyFrameRequests(rtcp: Buffer): number {
  let count = 0;
  for (let at = 0; at + 4 <= rtcp.length; at += 4 + 4 * rtcp.readUInt16BE(at + 2)) {
    const format = rtcp.readUInt8(at) & 0x1f;
    if (rtcp.readUInt8(at + 1) === 206 && (format === 1 || format === 4)) count += 1;
  }
  return count;
}
