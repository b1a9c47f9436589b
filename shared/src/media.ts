import { z } from 'zod';
import { command, event } from './kit/define.ts';
import { boundedObject } from './kit/fields.ts';
import { mediaId } from './kit/ids.ts';

/** What a track shows. One participant has at most one track of each source. */
export const trackSources = ['camera', 'microphone', 'screen'] as const;
export const trackSource = z.enum(trackSources);
export type TrackSource = z.infer<typeof trackSource>;
export const mediaKind = z.enum(['audio', 'video']);

/** RTP parameters and capabilities belong to mediasoup; here only their size is bounded (a browser's capabilities are about 6 kB). */
export const rtpParameters = boundedObject(20_000);
export const rtpCapabilities = boundedObject(40_000);

export const iceParameters = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().optional(),
});
export const iceCandidate = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number(),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.literal('passive').optional(),
});
export const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().max(200),
      }),
    )
    .min(1)
    .max(8),
});

/** What a client needs to make its end of a WebRTC transport. */
export const transportParameters = z.object({
  transportId: mediaId,
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
});
export type TransportParameters = z.infer<typeof transportParameters>;

export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});

/** A track on air that the caller may receive. `paused`: its sender has muted it. */
export const track = z.object({
  producerId: mediaId,
  participantId: mediaId,
  /** Who sends it, by the key of the participant: the same after a reload, a reconnect and a restart of the server. */
  owner: z.string().max(80),
  source: trackSource,
  kind: mediaKind,
  paused: z.boolean(),
});
export type Track = z.infer<typeof track>;

/**
 * The caller's media state in a room. `epoch` rises when the room's media was lost (a worker died): all transports are then new.
 * `kept` is true when the transports of before a reconnect still stand. `receiveTransport` is for whoever may receive and has none.
 */
export const mediaState = z.object({
  epoch: z.number().int(),
  kept: z.boolean(),
  routerRtpCapabilities: rtpCapabilities,
  iceServers: z.array(iceServer),
  receiveTransport: transportParameters.nullable(),
  tracks: z.array(track),
});
export type MediaState = z.infer<typeof mediaState>;

export const consumerParameters = z.object({
  consumerId: mediaId,
  producerId: mediaId,
  source: trackSource,
  kind: mediaKind,
  rtpParameters,
});
export type ConsumerParameters = z.infer<typeof consumerParameters>;

const inMeeting = ['citizen', 'party', 'guest', 'expert', 'department'] as const;
const inRoom = ['hall', 'lecturer', 'organizer', 'supervisor', ...inMeeting] as const;
/** The organizer, where it took the lecture over. */
const publishers = ['lecturer', 'organizer', 'hall', ...inMeeting] as const;
const nothing = z.object({});

/**
 * Media commands act on the participant that the connection has joined as; before a join they are refused with
 * `invalid_state/not_in_room`. An id of another participant is `not_found/media_object`.
 */
export const mediaCommands = {
  /** Makes a transport; one per direction and participant, a new one closes the old one. */
  'media:openTransport': command({
    input: z.strictObject({ direction: z.enum(['send', 'receive']) }),
    output: transportParameters,
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  'media:connectTransport': command({
    input: z.strictObject({ transportId: mediaId, dtlsParameters }),
    output: nothing,
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  'media:restartIce': command({
    input: z.strictObject({ transportId: mediaId }),
    output: z.object({ iceParameters }),
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** Puts a track on air. A second one of the same source replaces the first. */
  'media:produce': command({
    input: z.strictObject({
      transportId: mediaId,
      source: trackSource,
      kind: mediaKind,
      rtpParameters,
      paused: z.boolean(),
    }),
    output: z.object({ producerId: mediaId }),
    roles: publishers,
    audit: { object: null, fields: ['source'] },
    repeat: 'natural',
    limit: 'media',
  }),
  'media:setProducerPaused': command({
    input: z.strictObject({ producerId: mediaId, paused: z.boolean() }),
    output: nothing,
    roles: publishers,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  'media:closeProducer': command({
    input: z.strictObject({ producerId: mediaId }),
    output: nothing,
    roles: publishers,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** Makes paused consumers for these producers (those that are gone meanwhile are left out of the answer). */
  'media:consume': command({
    input: z.strictObject({ transportId: mediaId, rtpCapabilities, producerIds: z.array(mediaId).min(1).max(32) }),
    output: z.object({ consumers: z.array(consumerParameters) }),
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** The client has its tracks: packets may flow; a video consumer asks for a key frame. */
  'media:resumeConsumers': command({
    input: z.strictObject({ consumerIds: z.array(mediaId).min(1).max(32) }),
    output: nothing,
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** Packets of these stop until they are resumed: a thin line is kept for speech. */
  'media:pauseConsumers': command({
    input: z.strictObject({ consumerIds: z.array(mediaId).min(1).max(32) }),
    output: nothing,
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** Asked when sound or picture suffers: is it this participant's own line (`isThin`), or that of whoever sends? */
  'media:judgeLine': command({
    input: z.strictObject({}),
    output: z.object({ isThin: z.boolean() }),
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
  /** The best spatial layer (0 smallest) that the client has use for; the server still goes lower on a thin line. */
  'media:preferLayer': command({
    input: z.strictObject({ consumerId: mediaId, spatialLayer: z.number().int().min(0).max(2) }),
    output: nothing,
    roles: inRoom,
    audit: false,
    repeat: 'natural',
    limit: 'media',
  }),
};

export const mediaEvents = {
  /** The whole list of tracks on air; it replaces the one of before. `seq` as in the snapshot of the room (a lecture's room has the lecture's id). */
  'media:tracksChanged': event({
    payload: z.object({ roomId: mediaId, seq: z.number().int(), epoch: z.number().int(), tracks: z.array(track) }),
    roles: inRoom,
  }),
  /** The room's media was lost and made anew: join again to get new transports. */
  'media:epochChanged': event({ payload: z.object({ roomId: mediaId, epoch: z.number().int() }), roles: inRoom }),
};
