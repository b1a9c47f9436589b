import type { hallRoutes } from '#shared/halls.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import { hallOf } from '../kernel/caller-of.ts';
import type { HallPlace, Halls } from './hall.service.ts';

type Deps = { halls: Halls; helpTelephone: () => string };

export function createHallRoutes({ halls, helpTelephone }: Deps): Handlers<typeof hallRoutes, RouteCall> {
  return {
    listHalls: async (_, { caller }) => ({ halls: await halls.list(caller) }),
    updateHall: ({ hallId, ...change }, { caller }) => halls.update(caller, hallId, change),
    revealHallPhone: async ({ hallId }, { caller }) => ({ contactPhone: await halls.revealPhone(caller, hallId) }),
    async makePairingCode({ hallId }, { caller }) {
      const { code, expiresAt } = await halls.makePairingCode(caller, hallId);
      return { code, expiresAt: expiresAt.toISOString() };
    },
    unpairHall: ({ hallId }, { caller }) => halls.unpair(caller, hallId),
    async pairHall({ code }, call) {
      const { token, place } = await halls.pair(code, call);
      call.cookies.set('device', token);
      return named(place);
    },
    async hallHome(_, { caller }) {
      const { place, now, lectures } = await halls.home(hallOf(caller));
      return { ...named(place), helpTelephone: helpTelephone(), now: now.toISOString(), lectures };
    },
  };
}

const named = ({ id, name, townshipName }: HallPlace) => ({ hallId: id, name, townshipName });
