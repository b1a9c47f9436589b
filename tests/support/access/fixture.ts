import type { CallerRole } from '#shared/kit/caller.ts';
import type { Ack } from '#shared/kit/errors.ts';

export type Which = 'own' | 'foreign';
export type Input = Record<string, unknown>;

/** What a role does with one entry, on an object of its own and on one of somebody else. */
export type Fixture<Context> = {
  input: (context: Context, which: Which, role: CallerRole) => Promise<Input> | Input;
  /** Entries that act on nothing in particular have no foreign object. */
  hasForeign: boolean;
  /** Roles whose right reaches over the whole county, so that there is no foreign object for them. */
  reachesAll?: readonly CallerRole[];
  /** Roles that may try, but to whom nothing of this kind belongs yet: a lecturer receives no tracks. */
  nothingOwnFor?: readonly CallerRole[];
  /** True if the answer to a foreign object gave nothing away although it is no refusal. */
  isHarmless?: (ack: Ack<unknown>) => boolean;
  /** The call ends or changes the session that makes it, so it gets one of its own. */
  isLast?: boolean;
};
