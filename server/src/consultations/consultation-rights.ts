import type { Caller } from '#shared/kit/caller.ts';
import type { ConsultationId, RequestId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import { partOf, type Seat } from './consultation.rules.ts';
import type { ConsultationsDeps, MatterFacts } from './consultation-ports.ts';
import type { ConsultationRecord, Part } from './consultation-record.ts';
import type { ConsultationStore } from './consultation-store.ts';

/** In which capacity somebody books: the lead expert, the citizen's side, or a desk that books for the citizen. */
export type Booker = 'lead' | 'citizen' | 'desk';

export type Rights = {
  /** The matter, for whoever may book its meetings; `not_found/request_unknown` for everybody else. */
  booking(caller: Caller, id: RequestId): Promise<{ matter: MatterFacts; as: Booker }>;
  /** The meeting and the caller's place in it; `not_found/consultation_unknown` for everybody else. */
  belonging(caller: Caller, id: ConsultationId): Promise<{ record: ConsultationRecord; part: Part }>;
  /** May read that and when there is a meeting, a place in it or not. */
  reading(caller: Caller, id: ConsultationId): Promise<{ record: ConsultationRecord; part: Part | undefined }>;
  /** May read the matter's meetings for being somebody of the matter, whether called to one of them or not. */
  mayReadOf(caller: Caller, id: RequestId): Promise<boolean>;
  seat(caller: Caller, id: RequestId): Promise<Seat>;
};

type Deps = Pick<ConsultationsDeps, 'matters'> & { readonly store: ConsultationStore };

export function createRights({ matters, store }: Deps): Rights {
  const seat = async (caller: Caller, id: RequestId): Promise<Seat> => ({
    caller,
    isWithCitizen: caller.role === 'hall' && (await matters.mayRead(caller, id)) === 'full',
  });
  const mayReadOf = async (caller: Caller, id: RequestId): Promise<boolean> => {
    switch (caller.role) {
      case 'citizen':
      case 'party':
        return caller.requestId === id;
      case 'hall':
      case 'expert':
      case 'department':
        return (await matters.mayRead(caller, id)) === 'full';
      case 'clerk':
      case 'organizer':
      case 'supervisor':
        return (await matters.mayRead(caller, id)) !== 'none';
      default:
        return false;
    }
  };
  const reading: Rights['reading'] = async (caller, id) => {
    const record = await store.find(id);
    const part = partOf(await seat(caller, record.requestId), record);
    if (part === undefined && !(await mayReadOf(caller, record.requestId))) {
      throw new AppError('not_found', 'consultation_unknown');
    }
    return { record, part };
  };

  return {
    seat,
    mayReadOf,
    reading,
    belonging: async (caller, id) => {
      const { record, part } = await reading(caller, id);
      if (part === undefined) throw new AppError('not_found', 'consultation_unknown');
      return { record, part };
    },
    booking: async (caller, id) => {
      const matter = await matters.find(id);
      const as = matter === null ? undefined : await bookerOf(caller, matter, mayReadOf);
      if (matter === null || as === undefined) throw new AppError('not_found', 'request_unknown');
      return { matter, as };
    },
  };
}

async function bookerOf(
  caller: Caller,
  matter: MatterFacts,
  mayReadOf: Rights['mayReadOf'],
): Promise<Booker | undefined> {
  switch (caller.role) {
    case 'expert':
      return matter.leadId === caller.accountId ? 'lead' : undefined;
    case 'citizen':
    case 'hall':
      return (await mayReadOf(caller, matter.id)) ? 'citizen' : undefined;
    case 'clerk':
      return (await mayReadOf(caller, matter.id)) ? 'desk' : undefined;
    default:
      return undefined;
  }
}
