import type { slideCommands, slideRoutes } from '#shared/slides.ts';
import type { Fixture } from './fixture.ts';
import { county, type MatrixWorld } from './matrix-world.ts';
import type { RoomContext } from './rooms.ts';

const noDeck = 'd'.repeat(24);
/** Who may see the lecture is told that the slides are unknown, which gives nothing away. */
const onLecture = (more: Record<string, unknown> = {}): Fixture<MatrixWorld> => ({
  input: (m, which) => ({ lectureId: m.lectures[which], ...more }),
  hasForeign: true,
  reachesAll: county,
});
const deckUnknown: Partial<Fixture<MatrixWorld>> = {
  isHarmless: (ack) => !ack.ok && ack.error.reason === 'slides_unknown',
};

export const slideRouteFixtures: { [K in keyof typeof slideRoutes]: Fixture<MatrixWorld> } = {
  listSlideDecks: onLecture(),
  uploadSlides: onLecture({ fileName: 'a.pdf' }),
  orderSlideDecks: onLecture({ deckIds: [] }),
  slideNotes: { ...onLecture({ deckId: noDeck }), ...deckUnknown },
  writeSlideNote: { ...onLecture({ deckId: noDeck, page: 1, text: '案例' }), ...deckUnknown },
  removeSlideDeck: { ...onLecture({ deckId: noDeck }), ...deckUnknown },
  slidePage: { ...onLecture({ deckId: noDeck, page: 1 }), ...deckUnknown },
};

const inLecture = (more: Record<string, unknown>): Fixture<RoomContext> => ({
  input: (context, which) => ({ lectureId: context.matrix.lectures[which], ...more }),
  hasForeign: true,
});

export const slideFixtures: { [K in keyof typeof slideCommands]: Fixture<RoomContext> } = {
  'slides:show': inLecture({ deckId: null }),
  'slides:turn': inLecture({ deckId: noDeck, page: 1 }),
  'slides:draw': inLecture({ deckId: noDeck, page: 1, stroke: { id: noDeck, colour: 'red', points: [0, 0, 10, 10] } }),
  'slides:erase': inLecture({ deckId: noDeck, page: 1, strokeId: noDeck }),
  'slides:wipe': inLecture({ deckId: noDeck, page: 1 }),
  'slides:point': inLecture({ at: null }),
};
