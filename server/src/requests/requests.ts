import type { Caller } from '#shared/kit/caller.ts';
import type { AccountId, RequestId } from '#shared/kit/ids.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import type { Outbox } from '../kernel/outbox.ts';
import { createMatterPage, type MatterPage } from './matter-page.ts';
import { type ReadLevel, readLevel } from './reading.rules.ts';
import { tickRequests } from './request-clocks.ts';
import { createRequestDesk, type RequestDesk } from './request-desk.ts';
import { createRequestFiles, type RequestFiles } from './request-files.ts';
import { createRequestFiling, type RequestFiling } from './request-filing.ts';
import { createRequestLists, type RequestLists } from './request-lists.ts';
import type { RequestsDeps } from './request-ports.ts';
import type { RequestRecord } from './request-record.ts';
import { createRequestRouting, type RequestRouting } from './request-routing.ts';
import { createRequesterBlocks, type RequesterBlocks } from './requester-blocks.ts';

export type Requests = {
  readonly filing: RequestFiling;
  readonly routing: RequestRouting;
  readonly desk: RequestDesk;
  readonly lists: RequestLists;
  readonly page: MatterPage;
  readonly files: RequestFiles;
  readonly blocks: RequesterBlocks;
  readonly outbox: Outbox;
  /** Clocks that have run out; to be called every few seconds. */
  tick(): Promise<void>;
  /** Forgets who filed what last, once it no longer matters. */
  purge(): Promise<number>;
  /** The facts of a matter, for other modules; null if there is none. */
  find(id: RequestId): Promise<RequestRecord | null>;
  /** Whom to tell of it, and in whose branch; null if there is no such matter. */
  contact(id: RequestId): Promise<{ name: string; phone: string | null; branch: string } | null>;
  /** What this caller may read of it; a supervisor only `outcome` here, more with a reason. */
  mayRead(caller: Caller, id: RequestId): Promise<ReadLevel>;
  /** From now on this department or further expert reads the matter: it was called to a meeting. */
  callIn(id: RequestId, account: AccountId): Promise<void>;
  /** Matters assigned, scheduled or met, by lead expert. */
  openMatters(): Promise<Map<AccountId, number>>;
};

const FILINGS_KEPT_MS = DAY_MS;

/** Matters of citizens and firms, from the first sentence to the end. */
export function createRequests(deps: RequestsDeps): Requests {
  const { repo, filings, clock } = deps;
  const routing = createRequestRouting(deps);
  return {
    routing,
    filing: createRequestFiling(deps),
    desk: createRequestDesk(deps, routing),
    lists: createRequestLists(deps),
    page: createMatterPage(deps, routing),
    files: createRequestFiles(deps),
    blocks: createRequesterBlocks(deps),
    outbox: { takeOutbox: repo.takeOutbox, confirmOutbox: repo.confirmOutbox },
    tick: () => tickRequests(deps),
    purge: () => filings.purge(new Date(clock.now() - FILINGS_KEPT_MS)),
    find: (id) => repo.find(id),
    contact: async (id) => {
      const matter = await repo.find(id);
      return matter === null ? null : { ...matter.citizen, branch: matter.ownerOrgPath };
    },
    mayRead: async (caller, id) => {
      const matter = await repo.find(id);
      return matter === null ? 'none' : readLevel(caller, matter);
    },
    callIn: async (id, calledIn) => void (await repo.change(id, {}, { calledIn })),
    openMatters: () => repo.openMatters(),
  };
}
