import { useEffect, useRef, useState } from 'react';
import { type PenColour, type Spot, type Stroke, slideRules } from '#shared/slides.ts';
import { newPartId } from '../../lib/part-id.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { usePointer } from './use-pointer.ts';

export type SlideTool = 'none' | 'pointer' | PenColour | 'eraser';
/** The page under the pen. */
export type PenPlace = { deckId: string; page: number };
export type Pen = {
  /** Lines that the halls may not have yet. */
  drafts: readonly Stroke[];
  press: (at: Spot) => void;
  move: (at: Spot, isPressed: boolean) => void;
  lift: () => void;
  leave: () => void;
  error: unknown;
};

/** Thousandths: a nearer point adds nothing to a line, and the eraser takes what it comes near. */
const leastStep = 3;
const eraserReach = 14;

/** What pointer, pen and eraser do on a page. A line goes out when the pen is lifted; until then halls see where it is. */
export function usePen(tool: SlideTool, place: PenPlace, strokes: readonly Stroke[]): Pen {
  const session = useLiveSession();
  const point = usePointer();
  const line = useRef<Stroke | null>(null);
  const erased = useRef(new Set<string>());
  const [drafts, setDrafts] = useState<readonly Stroke[]>([]);
  const [error, setError] = useState<unknown>(null);

  const { deckId, page } = place;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that was begun ends with its page, whoever turned it
  useEffect(() => {
    line.current = null;
    setDrafts([]);
  }, [deckId, page]);

  const send = (stroke: Stroke) => {
    session
      .ask('slides:draw', { ...place, stroke })
      .catch(setError)
      // The event comes before the answer, so that the line never blinks.
      .finally(() => setDrafts((all) => all.filter(({ id }) => id !== stroke.id)));
  };
  const show = (stroke: Stroke) => setDrafts((all) => [...all.filter(({ id }) => id !== stroke.id), stroke]);
  const begin = (colour: PenColour, { x, y }: Spot) => {
    setError(null);
    line.current = { id: newPartId(), colour, points: [x, y] };
  };
  const extend = ({ x, y }: Spot) => {
    const { current } = line;
    if (current === null) return;
    const [lastX = x, lastY = y] = current.points.slice(-2);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < leastStep) return;
    const longer = { ...current, points: [...current.points, x, y] };
    line.current = longer;
    show(longer);
    if (longer.points.length < 2 * slideRules.maxPoints) return;
    send(longer);
    begin(current.colour, { x, y });
  };
  const erase = (at: Spot) => {
    for (const { id, points } of strokes) {
      if (erased.current.has(id) || !isNear(points, at)) continue;
      erased.current.add(id);
      session.ask('slides:erase', { ...place, strokeId: id }).catch((failure: unknown) => {
        erased.current.delete(id);
        setError(failure);
      });
    }
  };
  return {
    drafts,
    error,
    press: (at) => {
      if (tool === 'eraser') erase(at);
      else if (tool === 'red' || tool === 'blue') begin(tool, at);
      if (tool !== 'none' && tool !== 'eraser') point(at);
    },
    move: (at, isPressed) => {
      if (tool === 'eraser' && isPressed) erase(at);
      if (tool === 'pointer' || line.current !== null) point(at);
      extend(at);
    },
    lift: () => {
      const { current } = line;
      line.current = null;
      if (current === null) return;
      const [x = 0, y = 0] = current.points;
      // A dot is a very short line.
      const points = current.points.length < 4 ? [x, y, Math.min(1_000, x + 1), y] : current.points;
      const whole = { ...current, points };
      show(whole);
      send(whole);
      point(null);
    },
    leave: () => {
      if (tool === 'pointer') point(null);
    },
  };
}

function isNear(points: readonly number[], { x, y }: Spot): boolean {
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [fromX = 0, fromY = 0, toX = 0, toY = 0] = points.slice(at, at + 4);
    const length = (toX - fromX) ** 2 + (toY - fromY) ** 2;
    const along = length === 0 ? 0 : ((x - fromX) * (toX - fromX) + (y - fromY) * (toY - fromY)) / length;
    const part = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(x - fromX - part * (toX - fromX), y - fromY - part * (toY - fromY));
    if (distance < eraserReach) return true;
  }
  return false;
}
