import { randomInt } from 'node:crypto';
import type { Hall, HallLecture } from '#shared/halls.ts';
import type { Caller, HallCaller } from '#shared/kit/caller.ts';
import { type HallId, hallId, type OrgId, orgId } from '#shared/kit/ids.ts';
import { hallLevels, type Org } from '#shared/orgs.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import type { HallRepo, StoredHall } from './hall.repo.ts';
import {
  codeExpiry,
  mayChangeHall,
  mayRevealPhone,
  nextLectures,
  pairingCodeOf,
  readableBranch,
} from './hall.rules.ts';

export type HallDeps = {
  repo: HallRepo;
  /** The tree, from memory. */
  orgs: {
    get(id: string): Org | undefined;
    below(path: string): readonly Org[];
    townshipOf(id: string): Org | undefined;
  };
  /** Paired PCs are sessions, which are kept elsewhere. */
  devices: {
    pair(hall: HallId, userAgent: string, before?: HallCaller): Promise<{ token: string }>;
    unpair(hall: HallId): Promise<boolean>;
    ofHall(hall: HallId): Promise<Device | null>;
    all(): Promise<Device[]>;
  };
  /** What the database may hold of a code. */
  hash: (code: string) => string;
  /** Lectures that this hall is invited to and that are not over, soonest first. */
  lecturesForHall: (hall: HallId, orgPath: string) => Promise<HallLecture[]>;
  clock: Clock;
};

type Device = { hallId: HallId; pairedAt: Date; lastSeenAt: Date };

/** A hall as others refer to it. */
export type HallPlace = { id: HallId; name: string; townshipId: OrgId; townshipName: string; path: string };

export type Halls = {
  list(caller: Caller): Promise<Hall[]>;
  update(caller: Caller, id: HallId, change: { contactName: string; contactPhone?: string | undefined }): Promise<Hall>;
  revealPhone(caller: Caller, id: HallId): Promise<string>;
  makePairingCode(caller: Caller, id: HallId): Promise<{ code: string; expiresAt: Date }>;
  unpair(caller: Caller, id: HallId): Promise<Hall>;
  pair(code: string, from: { caller: Caller; userAgent: string }): Promise<{ token: string; place: HallPlace }>;
  home(caller: HallCaller): Promise<{ place: HallPlace; now: Date; lectures: HallLecture[] }>;
  /** For other modules: from memory, in tree order. */
  place(id: string): HallPlace | undefined;
  placesBelow(path: string): HallPlace[];
  /** The contact's telephone, unmasked: for what has to reach the hall, not to be shown. */
  phoneOf(id: HallId): Promise<string | null>;
  /** Contact names and masked phones by hall. */
  contacts(): Promise<Map<HallId, { contactName: string; contactPhone: string }>>;
};

export function createHalls(deps: HallDeps): Halls {
  const { repo, orgs, devices, hash, clock } = deps;
  const place = (id: string): HallPlace | undefined => placeOf(orgs, orgs.get(id));
  const known = (id: string): HallPlace => {
    const found = place(id);
    if (found === undefined) throw new AppError('not_found', 'hall_unknown');
    return found;
  };
  const changeable = (caller: Caller, id: HallId): HallPlace => {
    const found = known(id);
    if (!mayChangeHall(caller, found.path)) throw new AppError('forbidden', 'outside_branch');
    return found;
  };
  const placesBelow = (path: string): HallPlace[] => orgs.below(path).flatMap((org) => placeOf(orgs, org) ?? []);
  const view = async (at: HallPlace): Promise<Hall> =>
    hallView(at, await repo.byId(at.id), (await devices.ofHall(at.id)) ?? undefined);

  return {
    async list(caller) {
      const branch = readableBranch(caller);
      if (branch === null) throw new AppError('forbidden', 'role_not_allowed');
      const contacts = new Map((await repo.all()).map((hall) => [hall.id, hall]));
      const paired = new Map((await devices.all()).map((device) => [device.hallId, device]));
      return placesBelow(branch).map((at) => hallView(at, contacts.get(at.id) ?? null, paired.get(at.id)));
    },
    async update(caller, id, { contactName, contactPhone }) {
      const at = changeable(caller, id);
      const change = { contactName, ...(contactPhone === undefined ? {} : { contactPhone }) };
      const changed = await repo.change(id, change);
      if (changed === null) throw new AppError('not_found', 'hall_unknown');
      return hallView(at, changed, (await devices.ofHall(id)) ?? undefined);
    },
    async revealPhone(caller, id) {
      if (!mayRevealPhone(caller, known(id).path)) throw new AppError('forbidden', 'outside_branch');
      return (await repo.byId(id))?.contactPhone ?? '';
    },
    async makePairingCode(caller, id) {
      changeable(caller, id);
      const expiresAt = codeExpiry(clock.now());
      for (;;) {
        const code = pairingCodeOf((n) => randomInt(n));
        if (await repo.codes.put(id, hash(code), expiresAt)) return { code, expiresAt };
      }
    },
    async unpair(caller, id) {
      const at = changeable(caller, id);
      await devices.unpair(id);
      return view(at);
    },
    async pair(code, { caller, userAgent }) {
      const id = await repo.codes.take(hash(code), clock.date());
      const at = id === null ? undefined : place(id);
      if (id === null || at === undefined) throw new AppError('not_found', 'pairing_code_invalid');
      const { token } = await devices.pair(id, userAgent, caller.role === 'hall' ? caller : undefined);
      return { token, place: at };
    },
    async home(caller) {
      const lectures = await deps.lecturesForHall(caller.hallId, caller.orgPath);
      return { place: known(caller.hallId), now: clock.date(), lectures: lectures.slice(0, nextLectures) };
    },
    place,
    placesBelow,
    phoneOf: async (id) => (await repo.byId(id))?.contactPhone || null,
    async contacts() {
      return new Map(
        (await repo.all()).map(({ id, contactName, contactPhone }) => [
          id,
          { contactName, contactPhone: maskPhone(contactPhone) },
        ]),
      );
    },
  };
}

/** For the import of the tree; apart from `createHalls`, because the tree is there before the halls. */
export const createEnsureHalls =
  (repo: HallRepo) =>
  (places: readonly Org[]): Promise<number> =>
    repo.ensure(places.map(({ id }) => hallId.parse(id)));

function placeOf(orgs: HallDeps['orgs'], org: Org | undefined): HallPlace | undefined {
  if (org === undefined || !hallLevels.includes(org.level)) return undefined;
  const township = orgs.townshipOf(org.id) ?? org;
  return {
    id: hallId.parse(org.id),
    name: org.name,
    townshipId: township.id,
    townshipName: township.name,
    path: org.path,
  };
}

function hallView(at: HallPlace, stored: StoredHall | null, device: Device | undefined): Hall {
  return {
    ...at,
    orgId: orgId.parse(at.id),
    contactName: stored?.contactName ?? '',
    contactPhone: maskPhone(stored?.contactPhone ?? ''),
    pairedAt: device?.pairedAt.toISOString() ?? null,
    lastSeenAt: device?.lastSeenAt.toISOString() ?? null,
  };
}
