import type { ExpertHours, ExpertSelf } from '#shared/expert-profile.ts';
import type { StaffCaller } from '#shared/kit/caller.ts';
import type { AccountId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { StoredFile } from '../kernel/file-store.ts';
import { fromStates, isOneself, mayAppeal, mayKeep, pictureType } from './expert.rules.ts';
import type { Expert, ExpertDirectory } from './expert-directory.ts';
import { hoursFlaws } from './expert-hours.rules.ts';
import { toSupervisors } from './expert-notices.ts';
import { createChange } from './expert-pool.ts';
import type { ExpertsDeps } from './expert-ports.ts';

/** What an expert does with his own profile. */
export type ExpertSelfKeeping = {
  describe(by: StaffCaller, self: ExpertSelf): Promise<Expert>;
  setHours(by: StaffCaller, hours: ExpertHours): Promise<Expert>;
  /** Own, or of an expert that the caller looks after. */
  setPhoto(by: StaffCaller, id: AccountId, receive: () => Promise<StoredFile>): Promise<Expert>;
  appeal(by: StaffCaller, text: string): Promise<Expert>;
};

type Deps = Pick<ExpertsDeps, 'repo' | 'clock'> & { directory: ExpertDirectory };

export function createExpertSelf(deps: Deps): ExpertSelfKeeping {
  const { directory, clock } = deps;
  const change = createChange(deps);
  const own = async ({ accountId }: StaffCaller): Promise<Expert> => {
    const expert = await directory.byId(accountId);
    if (expert === null) throw new AppError('not_found', 'expert_unknown');
    return expert;
  };

  return {
    describe: async (by, self) => change(await own(by), { states: fromStates.edit }, self),
    async setHours(by, hours) {
      const fields = hoursFlaws(hours);
      if (fields.length > 0) throw new AppError('invalid_input', 'invalid_input', { fields });
      return change(await own(by), { states: fromStates.edit }, { hours });
    },
    async setPhoto(by, id, receive) {
      const expert = await directory.byId(id);
      // Asked before the bytes are taken in.
      if (expert === null || !(mayKeep(by, expert) || isOneself(by, expert))) {
        throw new AppError('not_found', 'expert_unknown');
      }
      const { hash, head } = await receive();
      const contentType = pictureType(head);
      if (contentType === null) throw new AppError('invalid_input', 'not_a_picture');
      return change(expert, { states: fromStates.edit }, { photo: { hash, contentType } });
    },
    async appeal(by, text) {
      const expert = await own(by);
      const { removal } = expert;
      if (!mayAppeal(expert) || removal === null) throw new AppError('invalid_state', 'no_appeal_possible');
      const at = clock.date();
      const appealed = { ...removal, appeal: { at, text, decision: null } };
      const row = { kind: 'appealed' as const, at, by: by.name, reason: text.slice(0, 200) };
      const owed = [toSupervisors(expert, 'expert.appealed', at)];
      return change(expert, { states: fromStates.appeal, removal }, { removal: appealed }, { row, owed });
    },
  };
}
