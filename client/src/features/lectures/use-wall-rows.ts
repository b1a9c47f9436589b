import { useEffect, useState } from 'react';
import type { LiveState } from '../../live/live-state.ts';
import { useLiveSession } from '../../live-react/live-provider.tsx';
import { type WallRow, wallRowsOf } from './wall-order.ts';

/** 254 halls are drawn anew at most so often, however many kinds of news come. */
const drawEveryMs = 1_000;

function rowsOf({ lecture }: LiveState): WallRow[] {
  if (!lecture) return [];
  const { heads, help } = lecture.extras;
  return wallRowsOf({ halls: lecture.halls ?? [], heads: heads.halls, calls: help.calls });
}

const isNews = (state: LiveState, before: LiveState): boolean =>
  state.lecture?.halls !== before.lecture?.halls ||
  state.lecture?.extras.heads !== before.lecture?.extras.heads ||
  state.lecture?.extras.help !== before.lecture?.extras.help;

/** The rows of the wall, from one state of the page, at most once a second. */
export function useWallRows(): readonly WallRow[] {
  const { store } = useLiveSession();
  const [rows, setRows] = useState(() => rowsOf(store.getState()));
  useEffect(() => {
    let drawnAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      drawnAt = Date.now();
      setRows(rowsOf(store.getState()));
    };
    const drawSoon = () => {
      timer ??= setTimeout(draw, Math.max(0, drawnAt + drawEveryMs - Date.now()));
    };
    drawSoon();
    const stop = store.subscribe((state, before) => {
      if (isNews(state, before)) drawSoon();
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return rows;
}
