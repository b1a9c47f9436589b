import type { MatterCaller, MatterRole } from '#shared/kit/caller.ts';
import type { PartId, RequestId, SessionId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { PublishAuth } from './auth.events.ts';
import { authTimes } from './auth.rules.ts';
import type { MatterLink, MatterLinkRepo, MatterSubject } from './matter-link.repo.ts';
import { type HashSecret, newSessionId, newToken } from './tokens.ts';

export type NewMatterLink = { id: SessionId; token: string; expiresAt: Date };

/** The personal links of matters. What may be made for whom is decided by the callers. */
export type MatterLinks = {
  authenticate(token: string): Promise<Omit<MatterCaller, 'address'> | null>;
  /** `expiresAt` is for guests; the others' links last 90 days. The token is told once and is nowhere stored. */
  make(subject: MatterSubject, expiresAt?: Date): Promise<NewMatterLink>;
  /** Rejects with `not_found/link_invalid`. */
  open(token: string): Promise<MatterLink>;
  ofRequest(id: RequestId): Promise<MatterLink[]>;
  /** 90 days from now. False if it is not there any more. */
  renew(id: SessionId): Promise<boolean>;
  /** Until this moment, where it would end before. False if it is not there any more. */
  extend(id: SessionId, until: Date): Promise<boolean>;
  /** What was opened by it is closed within a second. False if it was not there. */
  revoke(id: SessionId): Promise<boolean>;
  /** Ends all of a matter's links of these kinds, one party's where it is named; answers how many. */
  revokeOf(id: RequestId, which: { role: MatterRole; partyId?: PartId }): Promise<number>;
  purge(): Promise<number>;
};

type Deps = { repo: MatterLinkRepo; hash: HashSecret; clock: Clock; publish: PublishAuth };

export function createMatterLinks({ repo, hash, clock, publish }: Deps): MatterLinks {
  const find = (token: string) => repo.byTokenHash(hash(token), clock.date());
  const inNinetyDays = (): Date => new Date(clock.now() + authTimes.matterLinkMs);
  const revoke = async (id: SessionId): Promise<boolean> => {
    const isOurs = await repo.delete(id);
    if (isOurs) publish('session.ended', { sessionId: id, reason: 'revoked' });
    return isOurs;
  };

  return {
    async authenticate(token) {
      const link = await find(token);
      if (link === null) return null;
      const { id, role, requestId, consultationId, partyId, name } = link;
      return { role, requestId, consultationId, partyId, name, sessionId: id };
    },
    async make(subject, expiresAt = inNinetyDays()) {
      const token = newToken();
      const id = newSessionId();
      await repo.insert({ ...subject, id, tokenHash: hash(token), createdAt: clock.date(), expiresAt });
      return { id, token, expiresAt };
    },
    async open(token) {
      const link = await find(token);
      if (link === null) throw new AppError('not_found', 'link_invalid');
      return link;
    },
    ofRequest: (id) => repo.ofRequest(id),
    renew: (id) => repo.extend(id, inNinetyDays()),
    extend: (id, until) => repo.extend(id, until),
    revoke,
    async revokeOf(id, { role, partyId }) {
      const links = await repo.ofRequest(id);
      const meant = links.filter((link) => link.role === role && (partyId === undefined || link.partyId === partyId));
      const ours = await Promise.all(meant.map((link) => revoke(link.id)));
      return ours.filter(Boolean).length;
    },
    purge: () => repo.deleteExpired(clock.date()),
  };
}
