import { type AccountRole, type Caller, isStaff, isWithin } from '#shared/kit/caller.ts';
import { type RequestDetail, requestStates } from '#shared/request-facts.ts';
import type { RequestScope } from './request.repo.ts';
import { mayFollow } from './request.rules.ts';
import type { RequestRecord } from './request-record.ts';

/**
 * full: everything. masked: the facts, telephone masked, no files. outcome: contact, stage and outcome, nothing of what it is about.
 * A supervisor reads fully only with a reason (`inspect`), and is `outcome` without one.
 */
export type ReadLevel = 'full' | 'masked' | 'outcome' | 'none';

export function readLevel(caller: Caller, matter: RequestRecord): ReadLevel {
  if (caller.role === 'citizen') return caller.requestId === matter.id ? 'full' : 'none';
  if (caller.role === 'party') return caller.requestId === matter.id ? 'outcome' : 'none';
  if (!isStaff(caller)) return 'none';
  if (caller.role === 'expert' && matter.expertId === caller.accountId) return 'full';
  if ((caller.role === 'expert' || caller.role === 'department') && matter.calledIn.includes(caller.accountId))
    return 'full';
  if (caller.role === 'organizer' && isWithin(matter.ownerOrgPath, caller.orgPath)) return 'masked';
  if (caller.role === 'supervisor') return 'outcome';
  const isFiler = matter.filedBy.id === caller.accountId && matter.filedBy.role === caller.role;
  return isFiler ? 'outcome' : 'none';
}

/** Which matters a list of this caller's is of; undefined for roles that have no list. */
export function scopeOf(caller: Caller): RequestScope | undefined {
  if (!isStaff(caller)) return undefined;
  const scopes: Record<AccountRole, RequestScope | undefined> = {
    organizer: { branch: caller.orgPath },
    supervisor: { branch: '/' },
    clerk: { filedBy: caller.accountId },
    expert: { expertId: caller.accountId },
    department: { calledIn: caller.accountId },
    lecturer: undefined,
    admin: undefined,
  };
  return scopes[caller.role];
}

/** May this reader do it in any state of the matter? Tells a refusal for good from one for now. */
export function mayEver(caller: Caller, matter: RequestRecord, act: keyof RequestDetail['may']): boolean {
  const level = readLevel(caller, matter);
  const inAnyState = requestStates.map((state) => mayDo(caller, { ...matter, state }, level)[act]);
  return inAnyState.includes(true);
}

/** What this reader may do with the matter now. */
export function mayDo(caller: Caller, matter: RequestRecord, level: ReadLevel): RequestDetail['may'] {
  const { state } = matter;
  const isLead = caller.role === 'expert' && matter.expertId === caller.accountId;
  const isKeeper = caller.role === 'organizer' && level === 'masked';
  const isFiler = level === 'outcome' && caller.role === 'clerk';
  const isOpen = mayFollow('withdraw', state);
  return {
    claim: isStaff(caller) && mayClaim(caller, matter),
    release: isLead && mayFollow('release', state),
    dispatch: (isKeeper || caller.role === 'supervisor') && mayFollow('dispatch', state),
    takeBack: isKeeper && mayFollow('takeBack', state),
    refuse: isKeeper && mayFollow('refuse', state),
    answer: isLead && mayFollow('concluded', state),
    sort: (isLead || isKeeper || isFiler) && isOpen,
    revealPhone: (isLead || isKeeper || isFiler) && matter.citizen.phone !== null,
    // A supervisor reads what was written, not what citizens brought.
    seeFiles: level === 'full' && caller.role !== 'supervisor',
    addFile: isOpen && (isLead || isFiler || (level === 'full' && caller.role === 'department')),
    block: caller.role === 'supervisor' && matter.citizen.phone !== null,
    resendLink: (isKeeper || isFiler) && matter.citizen.phone !== null,
  };
}

export function mayClaim(caller: Caller, { state, coveringExpertId, conflicted }: RequestRecord): boolean {
  if (caller.role !== 'expert' || conflicted.includes(caller.accountId)) return false;
  return state === 'board' || (state === 'open' && coveringExpertId === caller.accountId);
}

/** `李**`: enough to greet somebody by. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}**`;

/** Telephone and identity numbers in a text that people typed. */
export const maskNumbers = (text: string): string => text.replace(/\d[\d -]{5,}[\dXx]/g, '****');
