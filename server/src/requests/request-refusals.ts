import { DAY_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import type { RequestsDeps } from './request-ports.ts';

/** Everybody can type in somebody's number: so many messages a day are enough for one. */
const MAX_A_DAY = 5;

/** An organizer has blocked this telephone for a while. */
export async function refuseBlocked({ filings, clock, settings }: RequestsDeps, phone: string): Promise<void> {
  if ((await filings.blockOf(phone, clock.date())) === null) return;
  const telephone = settings().helpTelephone;
  throw new AppError('conflict', 'requester_blocked', { params: { telephone } });
}

/** More matters for one telephone in one day than anybody has. */
export async function refuseFlood({ repo, clock, settings }: RequestsDeps, phone: string): Promise<void> {
  if ((await repo.filedFor(phone, new Date(clock.now() - DAY_MS))) < MAX_A_DAY) return;
  const { helpTelephone: telephone } = settings();
  throw new AppError('conflict', 'filed_too_often', { params: { maximum: MAX_A_DAY, telephone } });
}
