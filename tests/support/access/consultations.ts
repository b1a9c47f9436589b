import type { consultationCommands } from '#shared/consultation-live.ts';
import type { consultationRoutes } from '#shared/consultation-routes.ts';
import type { CallerRole } from '#shared/kit/caller.ts';
import { newId } from '../lecture-world.ts';
import { matterIds } from '../world.ts';
import type { Fixture, Input } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';
import { freshMeeting, guestPart } from './meetings.ts';
import type { RoomContext } from './rooms.ts';

/** They reach meetings by what they may read of the matter, which the matters' own fixtures hold. */
const byMatter: readonly CallerRole[] = ['hall', 'clerk', 'organizer', 'supervisor'];
const bookers: readonly CallerRole[] = ['hall', 'clerk', 'expert'];
/** Who did not file the matter. */
const windows: readonly CallerRole[] = ['hall', 'clerk'];
const soon = (): string => new Date(Math.ceil((Date.now() + 86_400_000) / 900_000) * 900_000).toISOString();

const onMeeting = (extra: (matrix: MatrixWorld) => Input = () => ({})): Fixture<MatrixWorld> => ({
  input: async (matrix, which) => ({ consultationId: await freshMeeting(matrix.world, which), ...extra(matrix) }),
  hasForeign: true,
  nothingOwnFor: byMatter,
});
const onMatter = (extra: () => Input = () => ({})): Fixture<MatrixWorld> => ({
  input: (_m, which) => ({ requestId: which === 'own' ? matterIds.request : 'd'.repeat(24), ...extra() }),
  hasForeign: true,
  nothingOwnFor: bookers,
});

export const consultationFixtures: { [K in keyof typeof consultationRoutes]: Fixture<MatrixWorld> } = {
  consultationSlots: onMatter(),
  offerSlots: onMatter(() => ({ starts: [soon()] })),
  bookConsultation: onMatter(() => ({ startAt: soon() })),
  meetNow: onMatter(),
  moveConsultation: { ...onMeeting(() => ({ startAt: soon() })), nothingOwnFor: bookers },
  cancelConsultation: { ...onMeeting(() => ({ reason: '测试' })), nothingOwnFor: bookers },
  invitableToConsultation: onMeeting(),
  inviteToConsultation: onMeeting((matrix) => ({
    who: { kind: 'department', accountId: matrix.world.idOf('department') },
  })),
  uninvite: onMeeting(() => ({ partId: guestPart })),
  inviteGuest: onMeeting(() => ({ name: '翻译', guestKind: 'interpreter' })),
  getConsultation: { ...onMeeting(), nothingOwnFor: windows },
  requestConsultations: {
    ...onMatter(),
    input: async (matrix, which) => {
      await freshMeeting(matrix.world, which);
      return { requestId: which === 'own' ? matterIds.request : 'd'.repeat(24) };
    },
    nothingOwnFor: windows,
  },
  myConsultations: none(),
  waitingRoom: onMeeting(),
  consultationCalendar: onMeeting(),
  consultationChat: onMeeting(),
  correctConsultation: onMeeting(() => ({ to: 'held', absent: null, reason: '测试' })),
};

const inMeeting = (extra: Input = {}, more: Partial<Fixture<RoomContext>> = {}): Fixture<RoomContext> => ({
  input: async ({ matrix }, which) => ({ consultationId: await freshMeeting(matrix.world, which), ...extra }),
  hasForeign: true,
  nothingOwnFor: byMatter,
  ...more,
});

export const meetingFixtures: { [K in keyof typeof consultationCommands]: Fixture<RoomContext> } = {
  'consultation:admit': inMeeting({ partId: guestPart }),
  'consultation:remove': inMeeting({ partId: guestPart }),
  'consultation:start': inMeeting(),
  'consultation:say': {
    ...inMeeting(),
    input: async ({ matrix }, which) => ({
      consultationId: await freshMeeting(matrix.world, which),
      messageId: newId(),
      text: '您好',
    }),
  },
  'consultation:ring': inMeeting(),
  'consultation:askForPhone': inMeeting(),
  'consultation:notePhone': inMeeting(),
  'consultation:ask': inMeeting({ what: 'recording', reason: '留档' }),
  'consultation:answer': inMeeting({ askId: guestPart, agrees: true }),
  'consultation:report': inMeeting({ quality: 'good' }),
  'consultation:end': inMeeting({}, { isLast: true }),
  'consultation:join': inMeeting({}, { isLast: true }),
  'consultation:leave': inMeeting({}, { isLast: true }),
};
