import { describe, expect, it } from 'vitest';
import type { Track } from '#shared/media.ts';
import type { Stretch } from '../../client/src/live/quality.ts';
import { pictureUse, Saver, type SavingLevel, savingLevels } from '../../client/src/live/saving.ts';
import { isLineThin } from '../../server/src/media/line.ts';

const fine: Stretch = {
  packets: 100,
  lostShare: 0,
  frozenShare: 0,
  frames: 25,
  concealedShare: 0,
  roundTripMs: 40,
  jitterMs: 5,
  isThin: false,
};
const torn: Stretch = { ...fine, concealedShare: 0.1 };

/** A saver whose stretches are two seconds long. */
function line({ isThin = () => true, differ = true }: { isThin?: () => boolean | Error; differ?: boolean } = {}) {
  let nowMs = 0;
  const shown: SavingLevel[] = [];
  const saver = new Saver({
    isLineThin: async () => {
      const answer = isThin();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    differ: () => differ,
    show: (level) => shown.push(level),
  });
  const run = async (stretch: Stretch, seconds: number) => {
    for (let second = 0; second < seconds; second += 2) {
      nowMs += 2_000;
      saver.add(stretch, true, nowMs);
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { saver, shown, run };
}

const track = (owner: string, source: Track['source']): Track => ({
  producerId: `${owner} ${source}`,
  participantId: owner,
  owner,
  source,
  kind: source === 'microphone' ? 'audio' : 'video',
  paused: false,
});

describe('a thin line', () => {
  it('[MED21] leaves out other halls, then the size of the lecturer, then the lecturer beside a screen, then all; never sound', () => {
    const hall = track('hall:1', 'camera');
    const camera = track('lecturer:1', 'camera');
    const screen = track('lecturer:1', 'screen');
    const all = [hall, camera, screen, track('lecturer:1', 'microphone'), track('hall:1', 'microphone')];
    const uses = savingLevels.map((level) => [hall, camera, screen].map((each) => pictureUse(each, level, all)));
    expect(uses).toEqual([
      ['full', 'full', 'full'],
      ['none', 'full', 'full'],
      ['none', 'small', 'full'],
      ['none', 'none', 'full'],
      ['none', 'none', 'none'],
    ]);
    expect(pictureUse(camera, 'besideScreen', [camera])).toBe('small');
    for (const level of savingLevels)
      for (const sound of all.filter(({ kind }) => kind === 'audio'))
        expect(pictureUse(sound, level, all)).toBe('full');
  });

  it('[MED22] goes a step after two bad stretches in a row, and tries a step more after a calm while', async () => {
    const { saver, shown, run } = line();
    await run(torn, 2);
    await run(fine, 2);
    await run(torn, 2);
    expect(shown).toEqual([]);
    await run(torn, 30);
    expect(shown).toEqual(['otherHalls', 'smallPicture', 'besideScreen', 'allPictures']);
    await run(fine, 56);
    expect(saver.level).toBe('allPictures');
    await run(fine, 10);
    expect(saver.level).toBe('besideScreen');
    await run(torn, 2);
    expect(saver.level).toBe('allPictures');
    await run(fine, 116);
    expect(saver.level).toBe('allPictures');
    await run(fine, 12);
    expect(saver.level).toBe('besideScreen');
  });

  it('[MED22] takes a camera that does not move for trouble, and leaves out at once what makes a difference', async () => {
    const { shown, run } = line({ differ: false });
    await run({ ...fine, frames: 0 }, 4);
    expect(shown).toEqual(['allPictures']);
  });

  it('[MED22] leaves nothing out for a fault of the sender, nor for a question that got no answer', async () => {
    for (const answer of [false, new Error('no answer')]) {
      const { shown, run } = line({ isThin: () => answer });
      await run(torn, 60);
      expect(shown).toEqual([]);
    }
  });

  it('[MED23] keeps what was chosen by hand, and leaves out more if the line needs it', async () => {
    const { saver, run } = line();
    saver.choose('smallPicture');
    await run(fine, 120);
    expect(saver.level).toBe('smallPicture');
    await run(torn, 4);
    expect(saver.level).toBe('besideScreen');
    saver.choose('allPictures');
    expect(saver.level).toBe('allPictures');
    saver.choose('auto');
    expect(saver.level).not.toBe('allPictures');
  });

  it('[MED24] is told by the server from the line of whoever sends', () => {
    const score = (own: number, sender: number) => ({ score: own, producerScore: sender, producerScores: [sender] });
    const sound = {
      kind: 'audio',
      type: 'simple',
      paused: false,
      producerPaused: false,
      currentLayers: undefined,
    } as const;
    expect(isLineThin([{ ...sound, score: score(10, 10) }])).toBe(false);
    expect(isLineThin([{ ...sound, score: score(5, 10) }])).toBe(true);
    expect(isLineThin([{ ...sound, score: score(4, 4) }])).toBe(false);
    const camera = { ...sound, kind: 'video', type: 'simulcast', score: score(10, 10) } as const;
    expect(isLineThin([camera])).toBe(true);
    expect(isLineThin([{ ...camera, score: { score: 10, producerScore: 0, producerScores: [0, 0, 0] } }])).toBe(false);
    expect(isLineThin([{ ...camera, paused: true }])).toBe(false);
    expect(isLineThin([{ ...camera, producerPaused: true }])).toBe(false);
    expect(isLineThin([{ ...camera, currentLayers: { spatialLayer: 0 } }])).toBe(false);
  });
});
