import { after } from './after.ts';
import { attendance } from './attendance.ts';
import { common } from './common.ts';
import { consultation } from './consultation.ts';
import { desk } from './desk.ts';
import { entrance } from './entrance.ts';
import { experts } from './experts.ts';
import { figures } from './figures.ts';
import { hall } from './hall.ts';
import { heads } from './heads.ts';
import { lectures } from './lectures.ts';
import { live } from './live.ts';
import { meetings } from './meetings.ts';
import { notices } from './notices.ts';
import { orgs } from './orgs.ts';
import { papers } from './papers.ts';
import { people } from './people.ts';
import { polls } from './polls.ts';
import { questions } from './questions.ts';
import { reports } from './reports.ts';
import { requests } from './requests.ts';
import { roomPhotos } from './room-photos.ts';
import { settings } from './settings.ts';
import { slides } from './slides.ts';
import { stage } from './stage.ts';
import { studio } from './studio.ts';
import { wall } from './wall.ts';

/** All English words, loaded as one piece when English is chosen. */
export const texts = {
  after,
  attendance,
  common,
  consultation,
  desk,
  entrance,
  experts,
  figures,
  hall,
  heads,
  lectures,
  live,
  meetings,
  notices,
  orgs,
  papers,
  people,
  polls,
  questions,
  reports,
  requests,
  roomPhotos,
  settings,
  slides,
  stage,
  studio,
  wall,
};
