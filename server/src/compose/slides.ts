import { join } from 'node:path';
import type { LectureId, PartId } from '#shared/kit/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import { createFileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ExtrasHost } from '../lectures/lecture-extras.ts';
import type { SlideRepo } from '../slides/slide.repo.ts';
import { createSlideConverter } from '../slides/slide-converter.ts';
import { SlideSession } from '../slides/slide-session.ts';
import { createSlides, type Slides } from '../slides/slides.service.ts';
import { newId } from './new-id.ts';

type Deps = {
  repo: SlideRepo;
  dataDir: string;
  isOnScreen: (id: LectureId, deckId: PartId) => boolean;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

const FOLDER = 'slides';

export function composeSlides({ dataDir, owner, ...deps }: Deps): Slides {
  const files = createFileStore(dataDir, FOLDER);
  const converter = createSlideConverter(files, join(dataDir, FOLDER, 'work'));
  return owner.own('slides', createSlides({ ...deps, files, converter, newId }));
}

/** What stands on the screens of one lecture. */
export async function openSlides(slides: SlideRepo, { lectureId, tell }: ExtrasHost): Promise<SlideSession> {
  return new SlideSession({
    stored: await slides.loadNow(lectureId),
    save: (book) => slides.saveNow(lectureId, book),
    tell: (now) => tell('everybody', 'slides:changed', (seq) => ({ lectureId, seq, slides: now })),
    tellDrawn: (page, stroke) => tell('everybody', 'slides:drawn', (seq) => ({ lectureId, seq, page, stroke })),
    tellErased: (page, strokeId) => tell('everybody', 'slides:erased', (seq) => ({ lectureId, seq, page, strokeId })),
    tellPointed: (at) => tell('everybody', 'slides:pointed', (seq) => ({ lectureId, seq, at })),
  });
}
