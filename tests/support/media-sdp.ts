import type { ConsumerParameters, TransportParameters } from '#shared/media.ts';

/** One line of media as an endpoint without a browser needs it: what its SDP section says. */
export type Section = {
  mid: string;
  kind: 'audio' | 'video';
  direction: 'sendonly' | 'recvonly';
  codecs: { payloadType: number; rtpmap: string; feedback: string[] }[];
  ssrcs: number[];
};

type Rtp = {
  mid?: string;
  codecs: { mimeType: string; payloadType: number; clockRate: number; channels?: number }[];
  encodings?: { ssrc?: number }[];
};

/** The section of a consumer, from the parameters that the server made for it. */
export function sectionOf(consumer: ConsumerParameters): Section {
  const rtp = consumer.rtpParameters as unknown as Rtp;
  return {
    mid: rtp.mid ?? consumer.consumerId,
    kind: consumer.kind,
    direction: 'sendonly',
    codecs: rtp.codecs.map(({ mimeType, payloadType, clockRate, channels }) => ({
      payloadType,
      rtpmap: `${mimeType.slice(mimeType.indexOf('/') + 1)}/${clockRate}${channels === undefined ? '' : `/${channels}`}`,
      feedback: [],
    })),
    ssrcs: (rtp.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []),
  };
}

/** The server's side of a connection as an SDP text, from the parameters of its transport. */
export function remoteSdp(transport: TransportParameters, setup: 'actpass' | 'passive', sections: Section[]): string {
  const lines = [
    'v=0',
    'o=- 10000 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`,
    'a=msid-semantic: WMS *',
    ...sections.flatMap((section) => sectionLines(transport, setup, section)),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function sectionLines(transport: TransportParameters, setup: string, section: Section): string[] {
  const { iceParameters, iceCandidates, dtlsParameters } = transport;
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (fingerprint === undefined) throw new Error('the server has no sha-256 fingerprint');
  return [
    `m=${section.kind} 7 UDP/TLS/RTP/SAVPF ${section.codecs.map(({ payloadType }) => payloadType).join(' ')}`,
    'c=IN IP4 127.0.0.1',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    ...iceCandidates
      .filter(({ protocol }) => protocol === 'udp')
      .map(
        ({ foundation, priority, address, port }) =>
          `a=candidate:${foundation} 1 udp ${priority} ${address} ${port} typ host`,
      ),
    'a=end-of-candidates',
    `a=fingerprint:sha-256 ${fingerprint.value}`,
    `a=setup:${setup}`,
    `a=mid:${section.mid}`,
    `a=${section.direction}`,
    'a=rtcp-mux',
    ...section.codecs.flatMap(({ payloadType, rtpmap, feedback }) => [
      `a=rtpmap:${payloadType} ${rtpmap}`,
      ...feedback.map((one) => `a=rtcp-fb:${payloadType} ${one}`),
    ]),
    ...section.ssrcs.map((ssrc) => `a=ssrc:${ssrc} cname:x`),
  ];
}

/** What the server's `media:connectTransport` wants, out of the endpoint's own description. */
export function dtlsOf(sdp: string): { role: 'client'; fingerprints: { algorithm: 'sha-256'; value: string }[] } {
  const value = /a=fingerprint:sha-256 (\S+)/i.exec(sdp)?.[1];
  if (value === undefined) throw new Error('the endpoint has no sha-256 fingerprint');
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
}
