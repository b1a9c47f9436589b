import { getStroke } from 'perfect-freehand';
import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { agreementRules, type SignatureStrokes } from '#shared/agreements.ts';
import './agreements.css';

type Point = SignatureStrokes[number][number];
type PadProps = { strokes: SignatureStrokes; onChange?: (strokes: SignatureStrokes) => void; label: string };

/** Points are thousandths of the pad's width, so a signature looks the same on a phone and on paper. */
const unit = 1_000;
const height = 420;

/** A place to sign with finger, pen or mouse; without `onChange` it only shows what was signed. */
export function SignaturePad({ strokes, onChange, label }: PadProps) {
  const { t } = useTranslation('papers');
  const pad = useRef<SVGSVGElement>(null);
  const drawing = useRef<number | null>(null);
  const pointOf = (event: PointerEvent): Point => {
    const box = pad.current?.getBoundingClientRect();
    const scale = unit / Math.max(1, box?.width ?? 1);
    const pressure = event.pointerType === 'pen' ? event.pressure : 0.5;
    return [
      Math.round((event.clientX - (box?.left ?? 0)) * scale),
      Math.round((event.clientY - (box?.top ?? 0)) * scale),
      Math.round(pressure * 100),
    ];
  };
  const begin = (event: PointerEvent) => {
    // A second finger, or a palm beside the pen, draws nothing.
    if (!onChange || drawing.current !== null || strokes.length >= agreementRules.maxStrokes) return;
    drawing.current = event.pointerId;
    pad.current?.setPointerCapture(event.pointerId);
    onChange([...strokes, [pointOf(event)]]);
  };
  const go = (event: PointerEvent) => {
    if (!onChange || drawing.current !== event.pointerId) return;
    const last = strokes.at(-1) ?? [];
    if (last.length < 2_000) onChange([...strokes.slice(0, -1), [...last, pointOf(event)]]);
  };
  const end = (event: PointerEvent) => {
    if (drawing.current === event.pointerId) drawing.current = null;
  };
  return (
    <svg
      ref={pad}
      className={onChange ? 'signature-pad' : 'signature-pad signature-pad--shown'}
      viewBox={`0 0 ${unit} ${height}`}
      role="img"
      aria-label={label}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {strokes.length === 0 && (
        <text x={unit / 2} y={height / 2} className="signature-pad__hint">
          {t('sign.here')}
        </text>
      )}
      {strokes.map((stroke, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes are only added at the end
        <path key={n} d={pathOf(stroke)} />
      ))}
    </svg>
  );
}

function pathOf(stroke: readonly Point[]): string {
  const outline = getStroke(
    stroke.map(([x, y, pressure]) => [x, y, pressure / 100]),
    { size: 14, thinning: 0.6, smoothing: 0.5, streamline: 0.4, simulatePressure: false },
  );
  return `${outline.map(([x = 0, y = 0], n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}Z`;
}
