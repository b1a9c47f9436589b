import type { ExpertDetail, ExpertState } from '#shared/expert-profile.ts';
import { type Caller, isStaff, isWithin, type StaffCaller } from '#shared/kit/caller.ts';
import type { OrgId } from '#shared/kit/ids.ts';
import type { LegalField } from '#shared/kit/legal-field.ts';
import { isAwayOn, isWithinTerm } from './expert-hours.rules.ts';
import type { ExpertRecord } from './expert-record.ts';

/** From which states an act may move; what is not named here is refused with the present state. */
export const fromStates = {
  approve: ['proposed'],
  decline: ['proposed'],
  suspend: ['active'],
  resume: ['suspended'],
  remove: ['suspended'],
  appeal: ['removed'],
  decideAppeal: ['removed'],
  edit: ['proposed', 'active', 'suspended'],
} as const satisfies Record<string, readonly ExpertState[]>;

/** `orgPath`: of the expert's account, which decides in whose branch the expert is. */
export type Placed = ExpertRecord & { orgPath: string };

/** May look after this expert: propose, edit, suspend. */
export function mayKeep(caller: Caller, { orgPath }: Pick<Placed, 'orgPath'>): caller is StaffCaller {
  if (!isStaff(caller)) return false;
  if (caller.role === 'supervisor') return true;
  return caller.role === 'organizer' && isWithin(orgPath, caller.orgPath);
}

export const isOneself = (caller: Caller, { id }: Pick<ExpertRecord, 'id'>): boolean =>
  caller.role === 'expert' && caller.accountId === id;

export const mayRead = (caller: Caller, expert: Placed): boolean =>
  mayKeep(caller, expert) || isOneself(caller, expert);

export const hasOpenAppeal = ({ state, removal }: Pick<ExpertRecord, 'state' | 'removal'>): boolean =>
  state === 'removed' && removal?.appeal?.decision === null;

/** What a supervisor suspended, an organizer does not take back. */
export const mayResume = (caller: Caller, { suspension }: ExpertRecord): boolean =>
  caller.role === 'supervisor' || suspension?.role !== 'supervisor';

export function rightsOn(caller: Caller, expert: Placed): ExpertDetail['may'] {
  const isKeeper = mayKeep(caller, expert);
  const isSupervisor = caller.role === 'supervisor';
  const isIn = (states: readonly ExpertState[]): boolean => states.includes(expert.state);
  return {
    edit: isKeeper && isIn(fromStates.edit),
    decide: isSupervisor && isIn(fromStates.approve),
    suspend: isKeeper && isIn(fromStates.suspend),
    resume: isKeeper && isIn(fromStates.resume) && mayResume(caller, expert),
    remove: isSupervisor && isIn(fromStates.remove),
    decideAppeal: isSupervisor && hasOpenAppeal(expert),
    appeal: isOneself(caller, expert) && mayAppeal(expert),
  };
}

export const mayAppeal = ({ state, removal }: ExpertRecord): boolean =>
  state === 'removed' && removal !== null && removal.isBlacklisted && removal.appeal === null;

/** Declined before, or the term of the removal is over. */
export const mayBeProposedAgain = ({ state, removal }: ExpertRecord, today: string): boolean =>
  state === 'removed' && (!removal?.isBlacklisted || (removal.until !== null && removal.until < today));

/** In the pool today, so that the public sees the expert and a matter may reach him. */
type Standing = Pick<ExpertRecord, 'state' | 'termFrom' | 'termTo'> & { isUsable: boolean };

export const isInPool = (expert: Standing, today: string): boolean =>
  expert.state === 'active' && expert.isUsable && isWithinTerm(expert, today);

/** A new matter may be given to the expert now. */
export const mayTake = (
  expert: Standing & Pick<ExpertRecord, 'openMatters' | 'hours'> & { cap: number },
  today: string,
): boolean => isInPool(expert, today) && expert.openMatters < expert.cap && !isAwayOn(expert.hours, today);

/**
 * Who answers for a village, best first: the village itself before its township, those of the field before others, fewer open
 * matters before more.
 */
export function byCoverage<E extends ExpertRecord>(
  experts: readonly E[],
  places: readonly OrgId[],
  field: LegalField | null,
): E[] {
  const near = ({ coverage }: E): number => places.findIndex((id) => coverage.includes(id));
  const isOther = ({ fields }: E): number => (field !== null && !fields.includes(field) ? 1 : 0);
  return experts
    .filter((expert) => near(expert) >= 0)
    .sort((a, b) => near(a) - near(b) || isOther(a) - isOther(b) || a.openMatters - b.openMatters || order(a, b));
}

const order = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const signatures: readonly { contentType: string; matches: (head: Uint8Array) => boolean }[] = [
  { contentType: 'image/jpeg', matches: (head) => startsWith(head, [0xff, 0xd8, 0xff]) },
  { contentType: 'image/png', matches: (head) => startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  {
    contentType: 'image/webp',
    matches: (head) =>
      startsWith(head, [0x52, 0x49, 0x46, 0x46]) && startsWith(head.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  },
];
const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** What a picture is by its first bytes; null if it is none that browsers show. */
export const pictureType = (head: Uint8Array): string | null =>
  signatures.find(({ matches }) => matches(head))?.contentType ?? null;
