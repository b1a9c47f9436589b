import type { noticeRoutes } from '#shared/notices.ts';
import type { Fixture } from './fixture.ts';
import { type MatrixWorld, none } from './matrix-world.ts';

const absent = `${'a'.repeat(24)}-citizen-call`;
/** Those that are there belong to one's own branch; whoever asks for another gets the answer for what is not there. */
const onDelivery: Fixture<MatrixWorld> = {
  ...none({ noticeId: absent }),
  isHarmless: (ack) => !ack.ok && ack.error.reason === 'notice_unknown',
};

export const noticeFixtures: { [K in keyof typeof noticeRoutes]: Fixture<MatrixWorld> } = {
  listNotices: none(),
  readNotices: none(),
  getNoticeAddress: none(),
  setNoticeAddress: none({ phone: '13800001111', email: '' }),
  matterNotices: none(),
  listDeliveries: none(),
  deliveryFigures: none(),
  retryDelivery: onDelivery,
  listCallTasks: none(),
  revealCallPhone: onDelivery,
  finishCallTask: { ...onDelivery, input: () => ({ noticeId: absent, result: 'told' }) },
};
