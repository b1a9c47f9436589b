import type { Server } from 'node:http';
import { commands, routes } from '#shared/contract.ts';
import { type Caller, isMatter, isStaff } from '#shared/kit/caller.ts';
import type { Config } from '../config.ts';
import type { CommandKeys } from '../db/command-keys.ts';
import type { Database } from '../db/connect.ts';
import { isDatabaseAway } from '../db/errors.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { accountChannel, hallChannel, matterChannel } from '../kernel/connections.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Metrics } from '../kernel/metrics.ts';
import { bindCommands } from '../transport/bind-commands.ts';
import { bindRoutes } from '../transport/bind-routes.ts';
import { createBinder } from '../transport/binder.ts';
import { createHealth } from '../transport/health.ts';
import { addressFinder, createHttpApp } from '../transport/http-server.ts';
import { createLimits } from '../transport/limits.ts';
import { createSocketServer, type SocketServer } from '../transport/socket-server.ts';
import { createToWireError } from '../transport/to-wire-error.ts';
import type { AfterPart } from './after.ts';
import type { ConsultationsPart } from './consultations.ts';
import type { ExpertsPart } from './experts.ts';
import type { LecturesPart } from './lectures.ts';
import type { NoticesPart } from './notices.ts';
import type { PapersPart } from './papers.ts';
import type { People } from './people.ts';
import type { ReportsPart } from './reports.ts';
import type { RequestsPart } from './requests.ts';
import type { RoomPhotosPart } from './room-photos.ts';

export type WireDeps = {
  config: Config;
  server: Server;
  people: People;
  commandKeys: CommandKeys;
  metrics: Metrics;
  limitFactor: number;
  clock: Clock;
  log: Logger;
};

export type Attached = {
  files: FileStore;
  people: People;
  lectures: LecturesPart;
  consultations: ConsultationsPart;
  experts: ExpertsPart;
  requests: RequestsPart;
  notices: NoticesPart;
  papers: PapersPart;
  after: AfterPart;
  reports: ReportsPart;
  roomPhotos: RoomPhotosPart;
  database: Database;
  expose: () => Promise<{ contentType: string; text: string }>;
  clientDir: string;
};

/** Both halves of the wire over one binder. `attach` gives them their handlers, before anything listens. */
export type Wire = { sockets: SocketServer; attach(parts: Attached): void };

export function composeWire(deps: WireDeps): Wire {
  const { config, server, people, log, clock } = deps;
  const toWireError = createToWireError(log, (error) =>
    isDatabaseAway(error) ? new AppError('unavailable', 'database_away', { cause: error }) : undefined,
  );
  const calls = deps.metrics.histogram({
    name: 'law_hall_call_seconds',
    help: 'Duration of contract entries by result',
    labels: ['entry', 'result'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  });
  const bind = createBinder({
    countCall: createLimits(deps.limitFactor),
    writeAudit: (row) => people.audit.write(row),
    once: (call, run) => deps.commandKeys.once(call, run),
    toWireError,
    observe: (entry, result, ms) => calls.observe({ entry, result }, ms / 1000),
    log,
  });
  const { authenticate } = people.auth.sessions;
  const { publicUrl } = config;
  const addressOf = addressFinder(config.TRUST_PROXY);
  const sockets = createSocketServer({ http: server, authenticate, publicUrl, addressOf, toWireError, clock, log });

  return {
    sockets,
    attach: (parts) => {
      const { files, lectures, consultations, database, expose, clientDir } = parts;
      const health = createHealth({
        checks: { database: async () => database.ping().then(() => true), media: () => lectures.isMediaUp() },
        metrics: async () => {
          const { contentType, text } = await expose();
          return { contentType, body: text };
        },
      });
      const api = bindRoutes(routes, routesOf(parts), {
        bind,
        authenticate,
        publicUrl,
        toWireError,
        files,
      });
      const app = createHttpApp({
        publicUrl,
        trustProxy: config.TRUST_PROXY,
        clientDir,
        routers: [health, api],
        toWireError,
      });
      server.on('request', app);
      sockets.setHooks({
        bindSocket: bindCommands(commands, { ...lectures.commands, ...consultations.commands }, { bind, toWireError }),
        opened: (connectionId, caller) => enterOwnChannel(sockets, connectionId, caller),
        closed: (connectionId, _caller, lastSignAt) => {
          lectures.connectionClosed(connectionId, lastSignAt);
          consultations.consultations.connectionClosed(connectionId, lastSignAt);
        },
      });
    },
  };
}

/** All handlers of HTTP, complete by type. */
const routesOf = (parts: Omit<Attached, 'database'>) => ({
  ...parts.people.routes,
  ...parts.lectures.routes,
  ...parts.lectures.matterRoutes(parts.requests.fileQuestion),
  ...parts.experts.routes,
  ...parts.requests.routes,
  ...parts.notices.routes,
  ...parts.consultations.routes,
  ...parts.papers.routes,
  ...parts.after.routes,
  ...parts.reports.routes,
  ...parts.roomPhotos.routes,
});

function channelOf(caller: Caller): string | null {
  if (caller.role === 'hall') return hallChannel(caller.hallId);
  if (isMatter(caller)) return matterChannel(caller.requestId);
  return isStaff(caller) ? accountChannel(caller.accountId) : null;
}

function enterOwnChannel(sockets: SocketServer, connectionId: string, caller: Caller): void {
  const channel = channelOf(caller);
  if (channel !== null) sockets.connections.enterChannel(connectionId, channel);
}
