import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AfterPart } from './compose/after.ts';
import type { ConsultationsPart } from './compose/consultations.ts';
import type { ExpertsPart } from './compose/experts.ts';
import { composeLectures, type LecturesPart } from './compose/lectures.ts';
import { composeMatters } from './compose/matters.ts';
import type { PapersPart } from './compose/papers.ts';
import { composePeople, type People, type PeopleDeps } from './compose/people.ts';
import { composeReports } from './compose/reports.ts';
import type { RequestsPart } from './compose/requests.ts';
import { composeRoomPhotos, roomPhotoFiles } from './compose/room-photos.ts';
import { seedSampleCounty } from './compose/sample-county.ts';
import { composeStores } from './compose/stores.ts';
import { composeWire } from './compose/wire.ts';
import type { Config } from './config.ts';
import { type CommandKeys, createCommandKeys } from './db/command-keys.ts';
import { type Database, openDatabase } from './db/connect.ts';
import { ensureIndexes } from './db/indexes.ts';
import type { Clock } from './kernel/clock.ts';
import { Disposer } from './kernel/disposer.ts';
import { createFileStore } from './kernel/file-store.ts';
import type { Logger } from './kernel/logger.ts';
import { createMetrics } from './kernel/metrics.ts';
import type { Reports } from './reports/reports.ts';
import { createBuses, subscribe } from './subscriptions.ts';
import { createListener, freePort, listen } from './transport/http-server.ts';
import type { SocketServer } from './transport/socket-server.ts';

export type AppOptions = {
  log: Logger;
  clock: Clock;
  dbName?: string;
  /** Multiplies every rate limit; load and whole-system tests call more often than people do. */
  limitFactor?: number;
};

/** The whole server: everything it owns closes with it, in the reverse order of its making. */
export type App = {
  config: Config;
  database: Database;
  people: People;
  lectures: LecturesPart;
  experts: ExpertsPart;
  papers: PapersPart;
  consultations: ConsultationsPart;
  requests: RequestsPart;
  after: AfterPart;
  /** Listens; resolves with the address that people type. */
  start(): Promise<{ url: string }>;
  close(): Promise<void>;
};

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));
const COMMAND_KEYS_PURGE_MS = 6 * 3_600_000;
/** A socket may be all that a hall uses for hours; its session must not look idle. */
const SEEN_EVERY_MS = 60_000;
const REPORTS_EVERY_MS = 60_000;
const CLOSE_LIMIT_MS = 10_000;

export async function createApp(given: Config, options: AppOptions): Promise<App> {
  const { log } = options;
  const owner = new Disposer(log, CLOSE_LIMIT_MS);
  try {
    return await assemble(await withPort(given), options, owner);
  } catch (error) {
    await owner.close();
    throw error;
  }
}

/** Port 0 is settled before anything needs the address: links and the check of origins do. */
async function withPort(config: Config): Promise<Config> {
  if (config.PORT !== 0) return config;
  const port = await freePort(config.HOST);
  const publicUrl = config.PUBLIC_URL === undefined ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl;
  return { ...config, PORT: port, publicUrl };
}

async function assemble(config: Config, options: AppOptions, owner: Disposer): Promise<App> {
  const { log, clock, dbName = 'law_hall', limitFactor = 1 } = options;
  const metrics = owner.own('metrics', createMetrics());
  const database = owner.own('database', await openDatabase(databaseOptions(config, dbName, log, clock)));
  const commandKeys = owner.own('command keys', createCommandKeys(database.connection, clock));
  const buses = createBuses(log);
  const files = createFileStore(config.DATA_DIR);
  const server = createListener(
    config.TLS_CERT && config.TLS_KEY ? { cert: config.TLS_CERT, key: config.TLS_KEY } : undefined,
  );

  const photoFiles = roomPhotoFiles(config.DATA_DIR);
  const stores = composeStores({ database, files, photoFiles, clock, log });
  // Halls show their lectures and lectures have halls: this one way round is closed once both are there.
  let scheduleFor: PeopleDeps['lecturesForHall'] = async () => [];
  const people = composePeople({
    config,
    stores,
    buses,
    clock,
    log,
    lecturesForHall: (...hall) => scheduleFor(...hall),
    helpTelephone: () => matters.requests.settings.now().helpTelephone,
  });
  const wire = composeWire({ config, server, people, commandKeys, metrics, limitFactor, clock, log });
  const { connections } = wire.sockets;
  const common = { config, stores, buses, people, connections, clock, log, owner };
  const lectures = await composeLectures({ ...common, metrics });
  const matters = composeMatters({ ...common, files, openRoom: lectures.openRoom });
  const settings = () => matters.requests.settings.now();
  const roomPhotos = composeRoomPhotos({ ...common, lectures, files: photoFiles, settings });
  scheduleFor = async (hallId) => lectures.lectures.scheduleFor(hallId);
  if (config.MONGODB_URI === undefined || config.NODE_ENV !== 'production') await ensureIndexes(database);
  await people.start(owner);
  await lectures.start();
  await matters.start();
  await roomPhotos.start();
  ownTimers(owner, clock, { commandKeys, sockets: wire.sockets, people, reports: stores.reports });
  const { experts, requests, consultations, papers, after } = matters;
  const reports = composeReports({ config, stores, lectures, render: papers.render, clock });
  const { expose } = metrics;
  wire.attach({ ...matters, files, people, lectures, reports, roomPhotos, database, expose, clientDir: CLIENT_DIR });
  owner.own(
    'subscriptions',
    subscribe(buses, { sockets: wire.sockets, lectures: lectures.lectures, ...consultations }),
  );
  owner.add('listener', () => closeServer(server));
  owner.add('sockets', () => wire.sockets.close());

  return {
    config,
    database,
    people,
    lectures,
    experts,
    papers,
    consultations,
    requests,
    after,
    start: async () => {
      if (config.NODE_ENV === 'development') {
        await seedSampleCounty({ people, lectures, experts, requests, consultations, after, clock });
      }
      await listen(server, config.PORT, config.HOST);
      return { url: config.publicUrl };
    },
    close: () => owner.close(),
  };
}

type Timed = { commandKeys: CommandKeys; sockets: SocketServer; people: People; reports: Pick<Reports, 'catchUp'> };

function ownTimers(owner: Disposer, clock: Clock, { commandKeys, sockets, people, reports }: Timed): void {
  const purging = clock.every(COMMAND_KEYS_PURGE_MS, 'purge command keys', () => purge(commandKeys));
  owner.own('purge of command keys', purging);
  const seeing = clock.every(SEEN_EVERY_MS, 'signs of life', () => markSeen(sockets, people));
  owner.own('signs of life', seeing);
  owner.own(
    'reports',
    clock.every(REPORTS_EVERY_MS, 'count reports', () => reports.catchUp()),
  );
}

async function markSeen(sockets: SocketServer, people: People): Promise<void> {
  for (const caller of sockets.callers()) if (caller.role !== 'nobody') await people.auth.sessions.seen(caller);
}

const purge = async (keys: CommandKeys): Promise<void> => void (await keys.purge());

function databaseOptions(
  config: Config,
  dbName: string,
  log: Logger,
  clock: Clock,
): Parameters<typeof openDatabase>[0] {
  const common = { dbName, log, clock };
  if (config.MONGODB_URI !== undefined) return { ...common, uri: config.MONGODB_URI };
  const embedded = {
    engineDir: resolve(config.EMBEDDED_ENGINE_DIR ?? ''),
    dataDir: resolve(config.DATA_DIR),
    javaBin: config.JAVA_BIN,
  };
  return { ...common, embedded };
}

/** Open requests get a moment to end; keep-alive connections are cut. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolveClosed) => {
    server.close(() => resolveClosed());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
