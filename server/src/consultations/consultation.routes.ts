import type { consultationRoutes } from '#shared/consultation-routes.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Consultations } from './consultations.ts';

export function createConsultationRoutes({
  booking,
  rebooking,
  invitations,
  lists,
}: Pick<Consultations, 'booking' | 'rebooking' | 'invitations' | 'lists'>): Handlers<
  typeof consultationRoutes,
  RouteCall
> {
  return {
    consultationSlots: ({ requestId, minutes }, { caller }) => booking.slots(caller, requestId, minutes),
    offerSlots: ({ requestId, starts }, { caller }) => booking.offer(caller, requestId, starts),
    bookConsultation: ({ requestId, startAt, minutes }, { caller }) =>
      booking.book(caller, requestId, startAt, minutes),
    meetNow: ({ requestId }, { caller }) => booking.meetNow(caller, requestId),
    moveConsultation: ({ consultationId, startAt, reason }, { caller }) =>
      rebooking.move(caller, consultationId, startAt, reason),
    cancelConsultation: ({ consultationId, reason }, { caller }) => rebooking.cancel(caller, consultationId, reason),
    invitableToConsultation: ({ consultationId }, { caller }) => invitations.invitable(caller, consultationId),
    inviteToConsultation: ({ consultationId, who }, { caller }) => invitations.invite(caller, consultationId, who),
    uninvite: ({ consultationId, partId }, { caller }) => invitations.uninvite(caller, consultationId, partId),
    inviteGuest: ({ consultationId, name, guestKind }, { caller }) =>
      invitations.inviteGuest(caller, consultationId, { name, guestKind }),
    getConsultation: ({ consultationId }, { caller }) => lists.get(caller, consultationId),
    requestConsultations: async ({ requestId }, { caller }) => ({
      consultations: await lists.ofRequest(caller, requestId),
    }),
    myConsultations: (input, { caller }) => lists.mine(caller, input),
    waitingRoom: ({ consultationId }, { caller }) => lists.waiting(caller, consultationId),
    consultationCalendar: ({ consultationId }, { caller }) => lists.calendar(caller, consultationId),
    consultationChat: ({ consultationId, ...paging }, { caller }) => lists.chat(caller, consultationId, paging),
    correctConsultation: ({ consultationId, ...correction }, { caller }) =>
      lists.correct(caller, consultationId, correction),
  };
}
