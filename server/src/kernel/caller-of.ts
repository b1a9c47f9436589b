import {
  type Caller,
  type HallCaller,
  isMatter,
  isStaff,
  type MatterCaller,
  type StaffCaller,
} from '#shared/kit/caller.ts';
import { AppError } from './app-error.ts';

/*
 * The binder lets only the roles of an entry through; the compiler does not know it. Each rejects anybody else with
 * `forbidden/role_not_allowed`.
 */
export function staffOf(caller: Caller): StaffCaller {
  if (isStaff(caller)) return caller;
  throw notAllowed();
}

export function hallOf(caller: Caller): HallCaller {
  if (caller.role === 'hall') return caller;
  throw notAllowed();
}

export function matterOf(caller: Caller): MatterCaller {
  if (isMatter(caller)) return caller;
  throw notAllowed();
}

const notAllowed = (): AppError => new AppError('forbidden', 'role_not_allowed');
