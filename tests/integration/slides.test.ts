import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partId } from '#shared/kit/ids.ts';
import { type SlideDeck, type Stroke, slideRules } from '#shared/slides.ts';
import { type ApiClient, type ApiSocket, reasonOf } from '../support/api-client.ts';
import { temporaryDir } from '../support/engine.ts';
import { startTestApp } from '../support/harness.ts';
import { lockedPdf, pdfOf } from '../support/pdf.ts';
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
    const word = async (bytes: Uint8Array, fileName: string) => {
      const ack = await upload(bytes, fileName);
      return ack.ok ? (await settled(fileName)).failure : ack.error.reason;
    };
    expect(await word(Buffer.from('PK not a pdf'), 'a.txt')).toBe('slides_not_pdf');
    expect(await word(Buffer.from('not a presentation'), 'a.pptx')).toBe('slides_not_pdf');
    expect(await word(Buffer.alloc(0), 'empty.pdf')).toBe('file_empty');
    expect(await word(Buffer.from('%PDF-1.4 broken'), 'broken.pdf')).toBe('slides_broken');
    expect(await word(await lockedPdf(), 'locked.pdf')).toBe('slides_locked');
    expect(await word(pdfOf(500), 'long.pdf')).toBe('slides_too_long');
    expect(await word(Buffer.alloc(slideRules.maxBytes + 1, '%PDF-'), 'heavy.pdf')).toBe('file_too_large');
  });

  it('[SLI2] a presentation is taken where LibreOffice is, and refused with a word where it is not', async () => {
    const presentation = Buffer.from('504b0304abcd', 'hex');
    const back = programsOf(temporaryDir('nothing'));
    expect(await upload(presentation, '普法.pptx')).toMatchObject({ ok: false, error: { reason: 'slides_no_office' } });
    expect((await organizer.call('listSlideDecks', { lectureId })).takesPowerPoint).toBe(false);
    back();
    const away = officeOf(pdfOf(2));
    try {
      expect((await organizer.call('listSlideDecks', { lectureId })).takesPowerPoint).toBe(true);
      await upload(presentation, '普法.pptx');
      expect(await settled('普法.pptx')).toMatchObject({ state: 'ready', pages: 2, done: 2 });
      const locked = await upload(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '加密.pptx');
      expect(locked).toMatchObject({ ok: false, error: { reason: 'slides_locked' } });
    } finally {
      away();
    }
  });

  it('[SLI4] decks stand in the order they are put into, and each page has its note', async () => {
    const { decks } = await organizer.call('listSlideDecks', { lectureId });
    const turned = decks.map(({ id }) => id).reverse();
    await organizer.call('orderSlideDecks', { lectureId, deckIds: turned });
    const after = (await organizer.call('listSlideDecks', { lectureId })).decks;
    expect(after.map(({ id }) => id)).toEqual(turned);
    const deckId = after[0]?.id ?? '';
    await organizer.call('writeSlideNote', { lectureId, deckId, page: 2, text: '先讲案例' });
    await organizer.call('writeSlideNote', { lectureId, deckId, page: 2, text: '讲两个案例' });
    const lecturer = await world.signedIn('lecturer');
    expect((await lecturer.call('slideNotes', { lectureId, deckId })).notes).toEqual([{ page: 2, text: '讲两个案例' }]);
    const hallPc = await world.paired(places.ownHall);
    expect(await hallPc.send('slideNotes', { lectureId, deckId })).toMatchObject({ error: { code: 'forbidden' } });
  });

  describe('in the lecture', () => {
    let deckId = '';
    let lecturer: ApiSocket;
    let hall: ApiSocket;
    const strokeOf = (id: string): Stroke => ({
      id: partId.parse(id.repeat(24)),
      colour: 'red',
      points: [0, 0, 500, 500],
    });
    const reason = async (socket: ApiSocket, name: string, input: Record<string, unknown>) => {
      return reasonOf(await socket.send(name, { lectureId, deckId, ...input }));
    };
    const seenByLateHall = async () => {
      const late = await (await world.paired(places.ownHall2)).connect();
      sockets.push(late);
      return (await late.call('lecture:join', { lectureId })).extras.slides;
    };

    beforeEach(async () => {
      const { decks } = await organizer.call('listSlideDecks', { lectureId });
      deckId = decks.find(({ fileName }) => fileName === '土地承包.pdf')?.id ?? '';
      lecturer = await enter(await world.signedIn('lecturer'));
    });

    it('[SLI3] halls get pages from the moment the deck is shown, and not before', async () => {
      const hallPc = await world.paired(places.ownHall);
      const hidden = await hallPc.send('slidePage', { lectureId, deckId, page: 1 });
      expect(hidden).toMatchObject({ ok: false, error: { reason: 'slides_unknown' } });
      expect(await reason(lecturer, 'slides:show', {})).toBe('lecture_state');
      await lecturer.call('lecture:start', { lectureId });
      await lecturer.call('slides:show', { lectureId, deckId });
      expect((await hallPc.send('slidePage', { lectureId, deckId, page: 2 })).ok).toBe(true);
    });

    it('[SLI3] the lecturer turns, every hall is told, and a late hall finds page and strokes', async () => {
      hall = await enter(await world.paired(places.ownHall));
      await lecturer.call('slides:turn', { lectureId, deckId, page: 2 });
      await hall.event('slides:changed', ({ slides }) => slides.page === 2);
      await lecturer.call('slides:draw', { lectureId, deckId, page: 2, stroke: strokeOf('e') });
      await lecturer.call('slides:draw', { lectureId, deckId, page: 2, stroke: strokeOf('e') });
      await hall.event('slides:drawn', ({ page, stroke }) => page === 2 && stroke.id === strokeOf('e').id);
      await lecturer.call('slides:point', { lectureId, at: { x: 10, y: 20 } });
      await hall.event('slides:pointed', ({ at }) => at?.x === 10);
      expect(await seenByLateHall()).toEqual({
        ...{ deckId, page: 2, pages: 3, pointer: { x: 10, y: 20 } },
        strokes: [strokeOf('e')],
      });
      expect(await reason(lecturer, 'slides:turn', { page: 4 })).toBe('no_such_page');
      expect(await reason(hall, 'slides:turn', { page: 1 })).toBe('role_not_allowed');
    });

    it('[SLI5] a stroke stays on its page, is erased alone, and waits while the slides are off', async () => {
      await lecturer.call('slides:turn', { lectureId, deckId, page: 3 });
      // Sent before the turn, arrived after it.
      await lecturer.call('slides:draw', { lectureId, deckId, page: 2, stroke: strokeOf('a') });
      expect((await seenByLateHall()).strokes).toEqual([]);
      await lecturer.call('slides:show', { lectureId, deckId: null });
      expect(await seenByLateHall()).toMatchObject({ deckId: null, strokes: [] });
      expect(await reason(lecturer, 'slides:turn', { page: 1 })).toBe('slides_changed');
      await lecturer.call('slides:show', { lectureId, deckId, page: 2 });
      expect((await seenByLateHall()).strokes).toHaveLength(2);
      await lecturer.call('slides:erase', { lectureId, deckId, page: 2, strokeId: strokeOf('e').id });
      expect((await seenByLateHall()).strokes).toEqual([strokeOf('a')]);
      await lecturer.call('slides:wipe', { lectureId, deckId, page: 2 });
      expect((await seenByLateHall()).strokes).toEqual([]);
    });

    it('[SLI5] a page full of strokes takes no more', async () => {
      const id = (n: number) => n.toString(16).padStart(24, '0');
      for (let n = 0; n < slideRules.maxStrokesOfPage; n += 1) {
        await lecturer.call('slides:draw', { lectureId, deckId, page: 2, stroke: { ...strokeOf('b'), id: id(n) } });
      }
      expect(await reason(lecturer, 'slides:draw', { page: 2, stroke: strokeOf('c') })).toBe('strokes_full');
    });

    it('[SLI6] what halls see is not deleted under their eyes', async () => {
      const remove = () => organizer.send('removeSlideDeck', { lectureId, deckId });
      expect(await remove()).toMatchObject({ ok: false, error: { reason: 'slides_on_screen' } });
      await lecturer.call('slides:show', { lectureId, deckId: null });
      expect((await remove()).ok).toBe(true);
      expect(await reason(lecturer, 'slides:show', {})).toBe('slides_unknown');
    });
  });
});

/** A LibreOffice that knows one presentation; answers how to take it away again. */
function officeOf(pdf: Uint8Array): () => void {
  const folder = temporaryDir('office');
  writeFileSync(join(folder, 'made.pdf'), pdf);
  const script =
    '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "$(dirname "$0")/made.pdf" "$2/slides.pdf"\n';
  writeFileSync(join(folder, 'soffice'), script, { mode: 0o755 });
  return programsOf(`${folder}:${process.env.PATH}`);
}

function programsOf(path: string): () => void {
  const before = process.env.PATH;
  process.env.PATH = path;
  return () => {
    process.env.PATH = before;
  };
}
