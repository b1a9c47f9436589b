import type { HallCaller } from '#shared/kit/caller.ts';
import { type HallId, orgId } from '#shared/kit/ids.ts';
import type { Org } from '#shared/orgs.ts';
import { hallLevels } from '#shared/orgs.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { PublishAuth } from './auth.events.ts';
import { isSeenDue } from './auth.rules.ts';
import type { DeviceRepo, PairedDevice } from './device.repo.ts';
import type { Places } from './places.ts';
import { type HashSecret, newSessionId, newToken } from './tokens.ts';

export type Devices = {
  authenticate(token: string): Promise<Omit<HallCaller, 'address'> | null>;
  /**
   * Makes the bearer of the token that comes back the hall's one PC; the PC before is unpaired. `before`: the hall that this
   * same browser was until now, if it was another one.
   */
  pair(hallId: HallId, userAgent: string, before?: HallCaller): Promise<{ token: string }>;
  /** False if no PC was paired. */
  unpair(hallId: HallId): Promise<boolean>;
  ofHall(hallId: HallId): Promise<PairedDevice | null>;
  all(): Promise<PairedDevice[]>;
  seen(caller: Pick<HallCaller, 'hallId' | 'sessionId'>): Promise<void>;
};

type Deps = {
  repo: DeviceRepo;
  places: Places;
  hash: HashSecret;
  clock: Clock;
  log: Logger;
  publish: PublishAuth;
};

export function createDevices({ repo, places, hash, clock, log, publish }: Deps): Devices {
  const unpaired = (device: PairedDevice | null): boolean => {
    if (device !== null) publish('session.ended', { sessionId: device.sessionId, reason: 'unpaired' });
    return device !== null;
  };

  return {
    async authenticate(token) {
      const device = await repo.byTokenHash(hash(token));
      const place = device === null ? undefined : hallOrg(places, device.hallId);
      if (device === null || place === undefined) return null;
      if (isSeenDue(device.lastSeenAt, clock.now())) {
        repo
          .seen(device.hallId, device.sessionId, clock.date())
          .catch((error: unknown) => log.warn({ err: error }, 'device not seen'));
      }
      const { hallId, sessionId } = device;
      return { role: 'hall', hallId, name: place.name, orgId: place.id, orgPath: place.path, sessionId };
    },
    async pair(hallId, userAgent, before) {
      if (hallOrg(places, hallId) === undefined) throw new AppError('not_found', 'hall_unknown');
      const token = newToken();
      const now = clock.date();
      const old = await repo.replace({
        hallId,
        sessionId: newSessionId(),
        tokenHash: hash(token),
        pairedAt: now,
        lastSeenAt: now,
        userAgent: userAgent.slice(0, 200),
      });
      unpaired(old);
      if (before !== undefined && before.hallId !== hallId) {
        unpaired(await repo.remove(before.hallId, before.sessionId));
      }
      return { token };
    },
    unpair: async (hallId) => unpaired(await repo.remove(hallId)),
    ofHall: (hallId) => repo.ofHall(hallId),
    all: () => repo.all(),
    seen: ({ hallId, sessionId }) => repo.seen(hallId, sessionId, clock.date()),
  };
}

/** The place of a hall: a hall carries its org's code, and a department has none. */
export function hallOrg(places: Places, hallId: HallId): Org | undefined {
  const place = places.get(orgId.parse(hallId));
  return place !== undefined && hallLevels.includes(place.level) ? place : undefined;
}
