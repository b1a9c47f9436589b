import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { storedChoice, useStoredChoice } from './stored-choice.ts';
import { after } from './text/zh-CN/after.ts';
import { attendance } from './text/zh-CN/attendance.ts';
import { common } from './text/zh-CN/common.ts';
import { consultation } from './text/zh-CN/consultation.ts';
import { desk } from './text/zh-CN/desk.ts';
import { entrance } from './text/zh-CN/entrance.ts';
import { experts } from './text/zh-CN/experts.ts';
import { figures } from './text/zh-CN/figures.ts';
import { hall } from './text/zh-CN/hall.ts';
import { heads } from './text/zh-CN/heads.ts';
import { lectures } from './text/zh-CN/lectures.ts';
import { live } from './text/zh-CN/live.ts';
import { meetings } from './text/zh-CN/meetings.ts';
import { notices } from './text/zh-CN/notices.ts';
import { orgs } from './text/zh-CN/orgs.ts';
import { papers } from './text/zh-CN/papers.ts';
import { people } from './text/zh-CN/people.ts';
import { polls } from './text/zh-CN/polls.ts';
import { questions } from './text/zh-CN/questions.ts';
import { reports } from './text/zh-CN/reports.ts';
import { requests } from './text/zh-CN/requests.ts';
import { roomPhotos } from './text/zh-CN/room-photos.ts';
import { settings } from './text/zh-CN/settings.ts';
import { slides } from './text/zh-CN/slides.ts';
import { stage } from './text/zh-CN/stage.ts';
import { studio } from './text/zh-CN/studio.ts';
import { wall } from './text/zh-CN/wall.ts';

/** Chinese is in the first load; English comes when somebody asks for it. */
const zhCN = {
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

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
  }
}

export type Language = 'zh-CN' | 'en';
export const language = storedChoice<Language>('language', ['zh-CN', 'en'], () => 'zh-CN');
export const useLanguage = (): Language => useStoredChoice(language);
export const currentLanguage = (): Language => language.get();

export const i18n = i18next;

/** Loads the texts of the chosen language and keeps following the choice. The page is drawn after this. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    resources: { 'zh-CN': zhCN },
    // React escapes what it puts on the page.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await show(language.get());
  language.subscribe(() => {
    show(language.get()).catch(() => language.set('zh-CN'));
  });
}

async function show(next: Language): Promise<void> {
  if (next === 'en' && !i18next.hasResourceBundle('en', 'common')) {
    const { texts } = await import('./text/en/texts.ts');
    for (const [area, words] of Object.entries(texts)) i18next.addResourceBundle('en', area, words);
  }
  await i18next.changeLanguage(next);
  document.documentElement.lang = next;
}
