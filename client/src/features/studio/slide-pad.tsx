import type { PointerEvent } from 'react';
import type { Spot } from '#shared/slides.ts';
import { Line } from '../../live-react/slide-view.tsx';
import type { Pen, SlideTool } from './use-pen.ts';

type SlidePadProps = { tool: SlideTool; width: number; height: number; pen: Pen };

/** Lies over the page in its own measure and takes mouse, finger and pen. */
export function SlidePad({ tool, width, height, pen }: SlidePadProps) {
  const spotOf = (event: { clientX: number; clientY: number }, pad: SVGGraphicsElement): Spot | null => {
    const toPage = pad.getScreenCTM()?.inverse();
    if (!toPage) return null;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPage);
    return { x: thousandth(x / width), y: thousandth(y / height) };
  };
  const at = (event: PointerEvent<SVGRectElement>, act: (spot: Spot) => void) => {
    const spot = spotOf(event, event.currentTarget);
    if (spot) act(spot);
  };
  return (
    <>
      {pen.drafts.map((stroke) => (
        <Line key={stroke.id} stroke={stroke} width={width} height={height} />
      ))}
      {tool !== 'none' && (
        <rect
          className="slide-pad"
          data-tool={tool}
          width={width}
          height={height}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            at(event, pen.press);
          }}
          onPointerMove={(event) => {
            const isPressed = event.buttons !== 0;
            const pad = event.currentTarget;
            // A quick hand moves further than one event a frame tells.
            const steps = event.nativeEvent.getCoalescedEvents?.() ?? [];
            for (const step of steps.length > 0 ? steps : [event.nativeEvent]) {
              const spot = spotOf(step, pad);
              if (spot) pen.move(spot, isPressed);
            }
          }}
          onPointerUp={pen.lift}
          onPointerCancel={pen.lift}
          onPointerLeave={pen.leave}
        />
      )}
    </>
  );
}

const thousandth = (share: number): number => Math.min(1_000, Math.max(0, Math.round(share * 1_000)));
