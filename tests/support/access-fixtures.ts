import type { Commands, Routes } from '#shared/contract.ts';
import { afterFixtures } from './access/after.ts';
import { consultationFixtures, meetingFixtures } from './access/consultations.ts';
import { expertFixtures } from './access/experts.ts';
import type { Fixture } from './access/fixture.ts';
import { headFixtures, headRouteFixtures } from './access/heads.ts';
import { helpFixtures } from './access/help.ts';
import { lectureFixtures } from './access/lectures.ts';
import type { MatrixWorld } from './access/matrix-world.ts';
import { noticeFixtures } from './access/notices.ts';
import { paperFixtures } from './access/papers.ts';
import { peopleFixtures } from './access/people.ts';
import { pollFixtures, pollRouteFixtures } from './access/polls.ts';
import { announcementFixtures, questionFixtures, questionRouteFixtures } from './access/questions.ts';
import { reportFixtures } from './access/reports.ts';
import { requestFixtures } from './access/requests.ts';
import { roomPhotoFixtures } from './access/room-photos.ts';
import { type RoomContext, roomFixtures } from './access/rooms.ts';
import { slideFixtures, slideRouteFixtures } from './access/slides.ts';
import { stageFixtures } from './access/stage.ts';

/** A fixture for every entry of the contract; an entry without one does not compile. */
export const routeFixtures: { [K in keyof Routes]: Fixture<MatrixWorld> } = {
  ...peopleFixtures,
  ...lectureFixtures,
  ...headRouteFixtures,
  ...roomPhotoFixtures,
  ...questionRouteFixtures,
  ...pollRouteFixtures,
  ...reportFixtures,
  ...requestFixtures,
  ...slideRouteFixtures,
  ...expertFixtures,
  ...noticeFixtures,
  ...paperFixtures,
  ...consultationFixtures,
  ...afterFixtures,
};

export const commandFixtures: { [K in keyof Commands]: Fixture<RoomContext> } = {
  ...slideFixtures,
  ...stageFixtures,
  ...headFixtures,
  ...meetingFixtures,
  ...questionFixtures,
  ...pollFixtures,
  ...announcementFixtures,
  ...helpFixtures,
  ...roomFixtures,
};
