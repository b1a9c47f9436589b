import type { StaffCaller } from '#shared/kit/caller.ts';
import { type PartId, partId, type RequestId } from '#shared/kit/ids.ts';
import { DAY_MS } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import type { Block } from './filing.repo.ts';
import { isoOrNull } from './request.views.ts';
import { readable } from './request-desk.ts';
import type { RequestsDeps } from './request-ports.ts';

type BlockView = Omit<Block, 'at' | 'until' | 'endedAt'> & { at: string; until: string; endedAt: string | null };

/** 黑名单 of requesters. */
export type RequesterBlocks = {
  block(caller: StaffCaller, id: RequestId, reason: string, days: number): Promise<BlockView>;
  end(id: PartId, reason: string): Promise<BlockView>;
  list(): Promise<BlockView[]>;
};

const MAX_ROWS = 500;

export function createRequesterBlocks(deps: RequestsDeps): RequesterBlocks {
  const { filings, clock, newId } = deps;
  return {
    block: async (caller, id, reason, days) => {
      const { citizen } = await readable(deps, caller, id);
      if (citizen.phone === null) throw new AppError('invalid_state', 'phone_unknown');
      const at = clock.date();
      const block: Block = {
        id: partId.parse(newId()),
        phone: citizen.phone,
        name: citizen.name,
        reason,
        until: new Date(at.getTime() + days * DAY_MS),
        by: caller.name,
        at,
        endedAt: null,
        endReason: null,
      };
      await filings.block(block);
      return blockView(block);
    },
    end: async (id, reason) => {
      const ended = await filings.endBlock(id, clock.date(), reason);
      if (ended === null) throw new AppError('not_found', 'request_unknown');
      return blockView(ended);
    },
    list: async () => (await filings.blocks(MAX_ROWS)).map(blockView),
  };
}

const blockView = ({ phone, at, until, endedAt, ...block }: Block): BlockView => ({
  ...block,
  phone: maskPhone(phone),
  at: at.toISOString(),
  until: until.toISOString(),
  endedAt: isoOrNull(endedAt),
});
