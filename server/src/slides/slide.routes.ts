import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { slideRoutes } from '#shared/slides.ts';
import type { RouteCall } from '../kernel/call.ts';
import type { Slides } from './slides.service.ts';

type Deps = {
  slides: Slides;
  /** Rejects with `not_found/lecture_unknown` unless the caller may see the lecture. */
  checkMaySee: (id: LectureId, caller: Caller) => Promise<unknown>;
  /** Rejects also where the caller may only look, as a spare before taking over. */
  checkMayDirect: (id: LectureId, caller: Caller) => Promise<unknown>;
};

export function createSlideRoutes({
  slides,
  checkMaySee,
  checkMayDirect,
}: Deps): Handlers<typeof slideRoutes, RouteCall> {
  return {
    listSlideDecks: async ({ lectureId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return slides.list(lectureId);
    },
    uploadSlides: async ({ lectureId, fileName }, call) => {
      await checkMayDirect(lectureId, call.caller);
      return slides.bring(lectureId, fileName, await call.receiveFile(slides.files));
    },
    orderSlideDecks: async ({ lectureId, deckIds }, { caller }) => {
      await checkMayDirect(lectureId, caller);
      await slides.order(lectureId, deckIds);
      return {};
    },
    removeSlideDeck: async ({ lectureId, deckId }, { caller }) => {
      await checkMayDirect(lectureId, caller);
      await slides.remove(lectureId, deckId);
      return {};
    },
    slideNotes: async ({ lectureId, deckId }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return { notes: await slides.notes(lectureId, deckId) };
    },
    writeSlideNote: async ({ lectureId, deckId, ...note }, { caller }) => {
      await checkMayDirect(lectureId, caller);
      await slides.writeNote(lectureId, deckId, note);
      return {};
    },
    slidePage: async ({ lectureId, ...where }, { caller }) => {
      await checkMaySee(lectureId, caller);
      return slides.page({ lectureId, ...where }, caller.role === 'hall');
    },
  };
}
