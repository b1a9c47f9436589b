import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { slideCommands } from '#shared/slides.ts';
import { AppError } from '../kernel/app-error.ts';
import type { CommandCall } from '../kernel/call.ts';
import { hidden, shown, turned, wiped } from './slide.rules.ts';
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
    'slides:show': async ({ lectureId, deckId, page }, call) => {
      const session = await direct(call, lectureId);
      if (deckId === null) await session.act(hidden);
      else {
        // Noted before anybody is told of it: halls may ask for its pages from then on.
        const deck = await slides.takeOut(lectureId, deckId);
        await session.act((book) => shown(book, deck, page));
      }
      return {};
    },
    'slides:turn': async ({ lectureId, ...to }, call) => {
      await (await direct(call, lectureId)).act((book) => turned(book, to));
      return {};
    },
    'slides:draw': async ({ lectureId, stroke, ...at }, call) => {
      await (await direct(call, lectureId)).draw(at, stroke);
      return {};
    },
    'slides:erase': async ({ lectureId, strokeId, ...at }, call) => {
      await (await direct(call, lectureId)).erase(at, strokeId);
      return {};
    },
    'slides:wipe': async ({ lectureId, ...at }, call) => {
      await (await direct(call, lectureId)).act((book) => wiped(book, at));
      return {};
    },
    'slides:point': async ({ lectureId, at }, call) => {
      (await direct(call, lectureId)).point(at);
      return {};
    },
  };
}
