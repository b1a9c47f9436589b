import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { slideCommands } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import { drawn, shown, turned, wiped } from './slide.rules.ts';
import type { SlideSession } from './slide-session.ts';
import type { Slides } from './slides.service.ts';

type Seat = { readonly mayDirect: boolean; readonly slides: SlideSession };
type Deps = {
  slides: Slides;
  /** Rejects unless the caller is in this lecture on this connection and the lecture is live or paused. */
  seat: (caller: Caller, connectionId: string, lectureId: LectureId) => Promise<Seat>;
};

export function createSlideCommands({ slides, seat }: Deps): Handlers<typeof slideCommands, CommandCall> {
  const direct = async ({ caller, connectionId }: CommandCall, lectureId: LectureId): Promise<SlideSession> => {
    const found = await seat(caller, connectionId, lectureId);
    if (!found.mayDirect) throw new AppError('forbidden', 'not_your_lecture');
    return found.slides;
  };
  return {
    'slides:show': async ({ lectureId, deckId }, call) => {
      const session = await direct(call, lectureId);
      const deck = deckId === null ? null : await slides.ready(lectureId, deckId);
      // Before anybody is told of it: halls may ask for its pages from then on.
      if (deck !== null) await slides.noteShown(deck.id);
      await session.act((book) => shown(book, deck));
      return {};
    },
    'slides:turn': async ({ lectureId, page }, call) => {
      await (await direct(call, lectureId)).act((book) => turned(book, page));
      return {};
    },
    'slides:draw': async ({ lectureId, stroke }, call) => {
      await (await direct(call, lectureId)).act((book) => drawn(book, stroke));
      return {};
    },
    'slides:wipe': async ({ lectureId }, call) => {
      await (await direct(call, lectureId)).act(wiped);
      return {};
    },
    'slides:point': async ({ lectureId, at }, call) => {
      (await direct(call, lectureId)).point(at);
      return {};
    },
  };
}
