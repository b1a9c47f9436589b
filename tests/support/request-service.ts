import type { AccountRole, MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import { type AccountId, accountId, type RequestId, sessionId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import { createPdfLook } from '../../server/src/kernel/pdf-look.ts';
import { createFilingRepo } from '../../server/src/requests/filing.repo.ts';
import { createRequestRepo } from '../../server/src/requests/request.repo.ts';
import type { RequestsDeps, RoutedExpert } from '../../server/src/requests/request-ports.ts';
import { org, type People } from './people.ts';

const idOf = (n: number): AccountId => accountId.parse(n.toString(16).padStart(24, 'e'));

export const staffOf = (role: AccountRole, n: number): StaffCaller => ({
  role,
  accountId: idOf(n),
  name: role === 'expert' ? `专家${n}` : `测试${role}`,
  orgId: org('2202'),
  orgPath: '/2202/',
  sessionId: sessionId.parse('5'.repeat(24)),
  address: '192.0.2.9',
});

/** Who opened the link of this matter. */
export const citizenOf = (id: RequestId): MatterCaller => ({
  role: 'citizen',
  requestId: id,
  consultationId: null,
  partyId: null,
  name: '李大娘',
  sessionId: sessionId.parse('5'.repeat(24)),
  address: '192.0.2.1',
});

type Pooled = { cap: number; open: number; covers: readonly string[] };

/** The experts' half of the seam, in memory; what it counts is what the real one counts by conditional updates. */
export class PoolOfExperts {
  readonly #experts = new Map<AccountId, Pooled & { n: number }>();

  id(n: number): AccountId {
    return idOf(n);
  }

  set(n: number, { cap = 8, covers = [] }: { cap?: number; covers?: readonly string[] }): void {
    this.#experts.set(idOf(n), { n, cap, covers, open: 0 });
  }

  /** The caller of an expert who is in the pool now. */
  with(n: number): StaffCaller {
    this.set(n, {});
    return staffOf('expert', n);
  }

  clear(): void {
    this.#experts.clear();
  }

  openMatters(): number {
    return [...this.#experts.values()].reduce((sum, { open }) => sum + open, 0);
  }

  readonly face: RequestsDeps['experts'] = {
    find: async (id) => this.#facts(id),
    covering: async (place) => this.#all().filter(({ accountId: id }) => this.#experts.get(id)?.covers.includes(place)),
    ofField: async () => this.#all(),
    reserveCase: async (id) => {
      const expert = this.#experts.get(id);
      if (expert === undefined) return 'inactive';
      if (expert.open >= expert.cap) return 'full';
      expert.open += 1;
      return 'reserved';
    },
    giveBack: async (id) => {
      const expert = this.#experts.get(id);
      if (expert !== undefined) expert.open -= 1;
    },
  };

  #all(): RoutedExpert[] {
    return [...this.#experts.keys()].flatMap((id) => this.#facts(id) ?? []);
  }

  #facts(id: AccountId): RoutedExpert | null {
    const expert = this.#experts.get(id);
    if (expert === undefined) return null;
    const { n, cap, open } = expert;
    const mayTake = open < cap;
    return { accountId: id, name: `专家${n}`, fields: ['land'], openMatters: open, cap, isAway: false, mayTake };
  }
}

/** Matters over the database of these people, with time in the test's hand. */
export function requestsDeps({ connection, clock, auth, orgs }: People, pool: PoolOfExperts): RequestsDeps {
  const { matterLinks } = auth;
  let made = 0;
  return {
    repo: createRequestRepo(connection),
    filings: createFilingRepo(connection),
    orgs,
    experts: pool.face,
    links: {
      make: (requestId, name, expiresAt) =>
        matterLinks.make({ role: 'citizen', requestId, consultationId: null, partyId: null, name }, expiresAt),
      ofRequest: (id) => matterLinks.ofRequest(id),
      renew: (id) => matterLinks.renew(id),
      extend: (id, until) => matterLinks.extend(id, until),
      revokeAll: (id) => matterLinks.revokeOf(id, { role: 'citizen' }),
    },
    linkUrl: (token) => `http://test/matter/${token}`,
    hash: auth.hash,
    newCode: () => `CODE${String(made++).padStart(4, '3')}`,
    spell: () => '',
    files: { pathOf: (hash) => `/nowhere/${hash}`, remove: async () => undefined },
    scan: async () => 'clean',
    pdf: createPdfLook(),
    callOffMeeting: async () => undefined,
    settings: () => usualSettings,
    newId: () => (Date.now() * 1_000 + made++).toString(16).padStart(24, '0'),
    clock,
  };
}
