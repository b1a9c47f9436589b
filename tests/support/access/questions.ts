import type { announcementCommands } from '#shared/announcements.ts';
import type { questionCommands, questionMatterRoutes, questionRoutes } from '#shared/questions.ts';
import { clientId } from '../lecture-on-air.ts';
import type { Fixture } from './fixture.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { RoomContext } from './rooms.ts';

export const questionRouteFixtures: {
  [K in keyof (typeof questionRoutes & typeof questionMatterRoutes)]: Fixture<MatrixWorld>;
} = {
  lectureQuestions: {
    input: (m, which) => ({ lectureId: m.lectures[which] }),
    hasForeign: true,
    reachesAll: ['supervisor'],
  },
  answerQuestion: {
    input: (m, which) => ({
      lectureId: m.lectures[which],
      questionId: m.questions[which][0],
      answer: '书面答复',
    }),
    hasForeign: true,
  },
  turnIntoRequest: {
    input: (m, which) => ({ lectureId: m.lectures[which], questionId: m.questions[which][0], field: null }),
    hasForeign: true,
  },
};

const onAnyQuestion = (more: Record<string, unknown>): Fixture<RoomContext> => ({
  input: (context, which) => ({
    lectureId: context.matrix.lectures[which],
    questionId: context.matrix.questions[which][0],
    ...more,
  }),
  hasForeign: true,
});

export const questionFixtures: { [K in keyof typeof questionCommands]: Fixture<RoomContext> } = {
  'question:ask': {
    input: (context, which) => ({ lectureId: context.matrix.lectures[which], questionId: clientId(), text: '问题' }),
    hasForeign: true,
  },
  'question:moderate': onAnyQuestion({ to: 'approved' }),
  'question:merge': {
    input: ({ matrix }, which) => ({
      lectureId: matrix.lectures[which],
      questionId: matrix.questions[which][0],
      into: matrix.questions[which][1],
    }),
    hasForeign: true,
  },
  'question:order': onAnyQuestion({ before: null }),
};

const said: Record<string, string> = {};

export const announcementFixtures: { [K in keyof typeof announcementCommands]: Fixture<RoomContext> } = {
  'announcement:say': {
    input: (context, which) => {
      said[which] = clientId();
      return { lectureId: context.matrix.lectures[which], announcementId: said[which], text: '通知' };
    },
    hasForeign: true,
  },
  'announcement:takeDown': {
    input: (context, which) => ({ lectureId: context.matrix.lectures[which], announcementId: said[which] }),
    hasForeign: true,
  },
};
