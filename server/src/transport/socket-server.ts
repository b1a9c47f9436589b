import type { Server as HttpServer } from 'node:http';
import { type Socket, Server as SocketIoServer } from 'socket.io';
import { z } from 'zod';
import { contractVersion, events } from '#shared/contract.ts';
import type { Caller, CallerRole } from '#shared/kit/caller.ts';
import { callerRoles, identities } from '#shared/kit/caller.ts';
import type { WireError } from '#shared/kit/errors.ts';
import { type Language, language } from '#shared/kit/language.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Connections } from '../kernel/connections.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Authenticate, callerOf } from './authenticate.ts';
import { isSameOrigin } from './same-origin.ts';

/** A dead hall is noticed within 8 s: away is to be shown within 10 (bars.md, trust 3). */
const PING_INTERVAL_MS = 2_000;
const PING_TIMEOUT_MS = 6_000;
/** The largest message is a join's rtpCapabilities, about 8 kB. */
const MAX_MESSAGE_BYTES = 100_000;
/** A session may hold so many sockets: a few tabs. */
const MAX_SOCKETS_PER_SESSION = 20;

const handshake = z.object({
  contractVersion: z.number().int(),
  identity: z.enum(identities),
  language: language.default('zh-CN'),
});

export type SocketHooks = {
  /** Answers the commands of this socket. */
  bindSocket(socket: Socket, caller: Caller, language: Language): void;
  opened(connectionId: string, caller: Caller): void;
  /** `lastSignAt`, in ms since the epoch: the end itself where the other side closed it, the last packet where it fell silent. */
  closed(connectionId: string, caller: Caller, lastSignAt: number): void;
};

export type SocketServerDeps = {
  http: HttpServer;
  authenticate: Authenticate;
  publicUrl: string;
  addressOf: (headers: Record<string, unknown>, remoteAddress: string) => string;
  toWireError: (error: unknown, language: Language, entry: string) => WireError;
  clock: Clock;
  log: Logger;
};

export type SocketServer = {
  connections: Connections;
  closeSession(sessionId: string, reason: 'revoked' | 'unpaired' | 'superseded'): void;
  /** Whoever has a socket open now. */
  callers(): Caller[];
  setHooks(hooks: SocketHooks): void;
  close(): Promise<void>;
};

type Open = { socket: Socket; caller: Caller; lastPacketAt: number };

const unknownAs = { staff: 'not_signed_in', device: 'not_paired', matter: 'link_invalid' } as const;

const channelOf = (channel: string, role: CallerRole): string => `${channel}#${role}`;

/** The realtime half of the wire: who a socket is, what it hears, when it is gone. */
export function createSocketServer(deps: SocketServerDeps): SocketServer {
  const io = new SocketIoServer(deps.http, {
    path: '/socket',
    transports: ['websocket'],
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) =>
      decide(null, isSameOrigin(request.headers.origin, request.headers.host, deps.publicUrl)),
  });
  const open = new Map<string, Open>();
  const ended = new Set<string>();
  let hooks: SocketHooks = { bindSocket: () => undefined, opened: () => undefined, closed: () => undefined };

  const end = ({ socket }: Open, reason: 'revoked' | 'unpaired' | 'superseded'): void => {
    socket.emit('session:ended', { reason });
    socket.disconnect(true);
  };

  io.use((socket, next) => {
    admit(socket, deps, open).then(
      (admitted) => {
        Object.assign(socket.data, admitted);
        next();
      },
      (error: unknown) => next(refusal(deps.toWireError(error, 'zh-CN', 'socket:connect'))),
    );
  });

  io.on('connection', (socket) => {
    const { caller, language } = socket.data as { caller: Caller; language: Language };
    const entry: Open = { socket, caller, lastPacketAt: deps.clock.now() };
    open.set(socket.id, entry);
    socket.conn.on('packet', () => {
      entry.lastPacketAt = deps.clock.now();
    });
    socket.on('disconnect', (reason) => {
      open.delete(socket.id);
      hooks.closed(socket.id, caller, reason === 'ping timeout' ? entry.lastPacketAt : deps.clock.now());
    });
    // A session may end between the handshake's look into the database and this line.
    if (caller.role !== 'nobody' && ended.has(caller.sessionId)) {
      end(entry, 'revoked');
      return;
    }
    hooks.bindSocket(socket, caller, language);
    hooks.opened(socket.id, caller);
  });

  return {
    connections: createConnections(io, open, end),
    closeSession: (sessionId, reason) => {
      if (reason !== 'superseded') remember(ended, sessionId);
      for (const entry of [...open.values()])
        if (entry.caller.role !== 'nobody' && entry.caller.sessionId === sessionId) end(entry, reason);
    },
    callers: () => [...open.values()].map(({ caller }) => caller),
    setHooks: (given) => {
      hooks = given;
    },
    close: async () => {
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

/** Session ids are never used again, so the set only needs to outlast a handshake. */
function remember(ended: Set<string>, sessionId: string): void {
  ended.add(sessionId);
  if (ended.size <= 10_000) return;
  for (const oldest of ended) {
    ended.delete(oldest);
    break;
  }
}

function createConnections(
  io: SocketIoServer,
  open: Map<string, Open>,
  end: (entry: Open, reason: 'revoked' | 'unpaired' | 'superseded') => void,
): Connections {
  return {
    publish: (to, name, payload) => {
      const { roles } = events[name];
      if ('channel' in to) {
        io.to(roles.map((role) => channelOf(to.channel, role))).emit(name, payload);
        return;
      }
      const entry = open.get(to.connectionId);
      if (entry && roles.includes(entry.caller.role)) entry.socket.emit(name, payload);
    },
    enterChannel: (connectionId, channel) => {
      const entry = open.get(connectionId);
      if (entry) void entry.socket.join(channelOf(channel, entry.caller.role));
    },
    leaveChannel: (connectionId, channel) => {
      const entry = open.get(connectionId);
      if (entry) void entry.socket.leave(channelOf(channel, entry.caller.role));
    },
    isAnybodyIn: (channel) => {
      const { rooms } = io.of('/').adapter;
      return callerRoles.some((role) => rooms.has(channelOf(channel, role)));
    },
    lastPacketAt: (connectionId) => open.get(connectionId)?.lastPacketAt,
    close: (connectionId, reason) => {
      const entry = open.get(connectionId);
      if (entry) end(entry, reason);
    },
  };
}

async function admit(
  socket: Socket,
  deps: SocketServerDeps,
  open: Map<string, Open>,
): Promise<{ caller: Caller; language: Language }> {
  const asked = handshake.safeParse(socket.handshake.auth);
  if (!asked.success || asked.data.contractVersion !== contractVersion)
    throw new AppError('conflict', 'client_too_old');
  const address = deps.addressOf(socket.handshake.headers, socket.handshake.address);
  const caller = await callerOf(deps.authenticate, asked.data.identity, socket.handshake.headers.cookie, address);
  if (caller.role === 'nobody') throw new AppError('unauthenticated', unknownAs[asked.data.identity]);
  let held = 0;
  for (const entry of open.values()) {
    if (entry.caller.role !== 'nobody' && entry.caller.sessionId === caller.sessionId) held += 1;
  }
  if (held >= MAX_SOCKETS_PER_SESSION) throw new AppError('too_many', 'rate_limited', { params: { seconds: 10 } });
  return { caller, language: asked.data.language };
}

/** socket.io hands `data` of a middleware's error to the client's `connect_error`. */
function refusal(error: WireError): Error {
  return Object.assign(new Error(error.message), { data: error });
}
