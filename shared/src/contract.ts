import { agreementRoutes } from './agreements.ts';
import { announcementCommands, announcementEvents } from './announcements.ts';
import { attendanceRoutes } from './attendance.ts';
import { authEvents, authRoutes } from './auth.ts';
import { certificateRoutes } from './certificates.ts';
import { consultationCommands, consultationEvents } from './consultation-live.ts';
import { consultationRoutes } from './consultation-routes.ts';
import { expertRoutes } from './experts.ts';
import { figureRoutes } from './figures.ts';
import { hallEvents, hallRoutes } from './halls.ts';
import { headsCommands, headsEvents, headsRoutes } from './heads.ts';
import { helpCommands, helpEvents } from './help.ts';
import type { PayloadOf, RouteTable } from './kit/define.ts';
import { lectureFigureRoutes } from './lecture-figures.ts';
import { lectureCommands, lectureEvents } from './lecture-live.ts';
import { lectureRoutes } from './lectures.ts';
import { matterRoutes } from './matters.ts';
import { mediaCommands, mediaEvents } from './media.ts';
import { messageCommands, messageEvents } from './messages.ts';
import { noticeEvents, noticeRoutes } from './notices.ts';
import { orgRoutes } from './orgs.ts';
import { paperRoutes } from './papers.ts';
import { pollCommands, pollEvents, pollRoutes } from './polls.ts';
import { questionCommands, questionEvents, questionMatterRoutes, questionRoutes } from './questions.ts';
import { ratingRoutes } from './ratings.ts';
import { recordRoutes } from './records.ts';
import { reportRoutes } from './reports.ts';
import { requestRoutes } from './requests.ts';
import { roomPhotoRoutes } from './room-photos.ts';
import { settingsRoutes } from './settings.ts';
import { slideCommands, slideEvents, slideRoutes } from './slides.ts';
import { stageCommands, stageEvents } from './stage.ts';
import { supplementRoutes } from './supplements.ts';
import { visitRoutes } from './visits.ts';

export { contractVersion } from './contract-version.ts';

export const commands = {
  ...lectureCommands,
  ...stageCommands,
  ...headsCommands,
  ...consultationCommands,
  ...questionCommands,
  ...pollCommands,
  ...announcementCommands,
  ...slideCommands,
  ...helpCommands,
  ...messageCommands,
  ...mediaCommands,
};
export const routes = {
  ...authRoutes,
  ...orgRoutes,
  ...hallRoutes,
  ...lectureRoutes,
  ...attendanceRoutes,
  ...headsRoutes,
  ...roomPhotoRoutes,
  ...questionRoutes,
  ...questionMatterRoutes,
  ...pollRoutes,
  ...slideRoutes,
  ...reportRoutes,
  ...lectureFigureRoutes,
  ...supplementRoutes,
  ...certificateRoutes,
  ...expertRoutes,
  ...requestRoutes,
  ...matterRoutes,
  ...settingsRoutes,
  ...noticeRoutes,
  ...recordRoutes,
  ...agreementRoutes,
  ...paperRoutes,
  ...consultationRoutes,
  ...ratingRoutes,
  ...visitRoutes,
  ...figureRoutes,
} satisfies RouteTable;
export const events = {
  ...authEvents,
  ...hallEvents,
  ...lectureEvents,
  ...stageEvents,
  ...slideEvents,
  ...consultationEvents,
  ...headsEvents,
  ...questionEvents,
  ...pollEvents,
  ...announcementEvents,
  ...helpEvents,
  ...messageEvents,
  ...mediaEvents,
  ...noticeEvents,
};

export type Commands = typeof commands;
export type Routes = typeof routes;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<K extends EventName> = PayloadOf<Events[K]>;
