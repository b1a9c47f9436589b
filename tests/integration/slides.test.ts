import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SlideDeck } from '#shared/slides.ts';
import type { ApiClient, ApiSocket } from '../support/api-client.ts';
import { startTestApp } from '../support/harness.ts';
import { pdfOf } from '../support/pdf.ts';
import { places, World } from '../support/world.ts';

let world: World;
let organizer: ApiClient;
let lectureId = '';
const sockets: ApiSocket[] = [];

beforeAll(async () => {
  world = await World.build(await startTestApp());
  organizer = await world.signedIn('planner');
  const lecturerId = world.idOf('lecturer');
  lectureId = await world.publishedLecture({ title: '课件', by: organizer, lecturerId, audience: [places.own] });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const upload = (bytes: Uint8Array, fileName = '土地承包.pdf') =>
  organizer.upload('uploadSlides', { lectureId, fileName }, bytes);

async function settled(fileName: string): Promise<SlideDeck> {
  const find = async () =>
    (await organizer.call('listSlideDecks', { lectureId })).decks.find((deck) => deck.fileName === fileName);
  await expect.poll(async () => (await find())?.state, { timeout: 40_000 }).not.toBe('converting');
  const deck = await find();
  if (!deck) throw new Error(`no deck ${fileName}`);
  return deck;
}

async function enter(client: ApiClient): Promise<ApiSocket> {
  const socket = await client.connect();
  sockets.push(socket);
  await socket.call('lecture:join', { lectureId });
  return socket;
}

describe('slides', () => {
  it('[SLI1] a PDF becomes page images, told page by page; the same file twice is one deck', async () => {
    await upload(pdfOf(3));
    await upload(pdfOf(3));
    const deck = await settled('土地承包.pdf');
    expect(deck).toMatchObject({ state: 'ready', pages: 3, done: 3 });
    expect((await organizer.call('listSlideDecks', { lectureId })).decks).toHaveLength(1);
    const page = await organizer.fetch(`/api/lectures/${lectureId}/slides/${deck.id}/pages/2?size=small`);
    expect(page.headers.get('content-type')).toBe('image/jpeg');
    expect(
      Buffer.from(await page.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
  });

  it('[SLI2] what cannot be slides gets a word that says why', async () => {
    const word = await upload(Buffer.from('PK not a pdf'), 'a.pptx');
    expect(word).toMatchObject({ ok: false, error: { reason: 'slides_not_pdf' } });
    await upload(Buffer.from('%PDF-1.4 broken'), 'broken.pdf');
    expect(await settled('broken.pdf')).toMatchObject({ state: 'failed', failure: 'slides_broken' });
    await upload(pdfOf(301), 'long.pdf');
    expect(await settled('long.pdf')).toMatchObject({ state: 'failed', failure: 'slides_too_long' });
  });

  it('[SLI3] the lecturer turns, every hall is told, and a late hall finds page and strokes', async () => {
    const { decks } = await organizer.call('listSlideDecks', { lectureId });
    const deck = decks.find(({ state }) => state === 'ready');
    const deckId = deck?.id ?? '';
    const lecturer = await enter(await world.signedIn('lecturer'));
    const hallPc = await world.paired(places.ownHall);
    const hidden = await hallPc.send('slidePage', { lectureId, deckId, page: 1 });
    expect(hidden).toMatchObject({ ok: false, error: { reason: 'slides_unknown' } });
    await lecturer.call('lecture:start', { lectureId });
    await lecturer.call('slides:show', { lectureId, deckId });
    const hall = await enter(hallPc);
    await lecturer.call('slides:turn', { lectureId, page: 2 });
    await hall.event('slides:changed', ({ slides }) => slides.page === 2);
    const stroke = { id: 'e'.repeat(24), colour: 'red', points: [0, 0, 500, 500] } as const;
    await lecturer.call('slides:draw', { lectureId, stroke: { ...stroke, points: [...stroke.points] } });
    await lecturer.call('slides:draw', { lectureId, stroke: { ...stroke, points: [...stroke.points] } });
    const late = await (await world.paired(places.ownHall2)).connect();
    sockets.push(late);
    const { extras } = await late.call('lecture:join', { lectureId });
    expect(extras.slides).toMatchObject({ deckId, page: 2, pages: 3, strokes: [{ id: stroke.id }] });
    expect((await hallPc.send('slidePage', { lectureId, deckId, page: 2 })).ok).toBe(true);
    expect(await lecturer.send('slides:turn', { lectureId, page: 4 })).toMatchObject({
      error: { reason: 'no_such_page' },
    });
    await lecturer.call('slides:point', { lectureId, at: { x: 10, y: 20 } });
    await hall.event('slides:pointed', ({ at }) => at?.x === 10);
    expect(await hall.send('slides:turn', { lectureId, page: 1 })).toMatchObject({ error: { code: 'forbidden' } });
  });
});
