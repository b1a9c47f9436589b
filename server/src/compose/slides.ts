import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ExtrasHost } from '../lectures/lecture-extras.ts';
import type { SlideRepo } from '../slides/slide.repo.ts';
import { createSlideConverter } from '../slides/slide-converter.ts';
import { SlideSession } from '../slides/slide-session.ts';
import { createSlides, type Slides } from '../slides/slides.service.ts';
import { newId } from './new-id.ts';

type Deps = { repo: SlideRepo; files: FileStore; clock: Clock; log: Logger; owner: Disposer };

export const composeSlides = ({ owner, ...deps }: Deps): Slides =>
  owner.own('slides', createSlides({ ...deps, converter: createSlideConverter(deps.files), newId }));

/** What stands on the screens of one lecture. */
export async function openSlides(slides: SlideRepo, { lectureId, tell }: ExtrasHost): Promise<SlideSession> {
  return new SlideSession({
    stored: await slides.loadNow(lectureId),
    save: (book) => slides.saveNow(lectureId, book),
    tell: (now) => tell('everybody', 'slides:changed', (seq) => ({ lectureId, seq, slides: now })),
    point: (at) => tell('everybody', 'slides:pointed', (seq) => ({ lectureId, seq, at })),
  });
}
