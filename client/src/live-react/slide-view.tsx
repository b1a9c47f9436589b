import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PenColour, Spot, Stroke } from '#shared/slides.ts';
import type { PageImage } from '../live/slide-images.ts';
import './slide-view.css';

/** Of a page whose picture has not come: the shape of most slides. */
const unknownSize = { width: 1600, height: 900 };
/** Share of the page's width. */
const penWidth = 0.004;

type SlideViewProps = {
  image: PageImage | null;
  page: number;
  pages: number;
  strokes: readonly Stroke[];
  pointer: Spot | null;
  /** Lies over the page, in its own measure: takes the pen. */
  over?: ReactNode;
};

/** One page as large as its place allows, with the pen's lines as vectors over it. */
export function SlideView({ image, page, pages, strokes, pointer, over }: SlideViewProps) {
  const { t } = useTranslation('slides');
  const { width, height } = image ?? unknownSize;
  return (
    <figure className="slide" data-page={page} data-size={image?.size}>
      {image ? (
        <img className="slide__page" src={image.url} alt={t('pageOf', { page, pages })} decoding="sync" />
      ) : (
        <p className="slide__waiting" role="status">
          {t('waiting', { page })}
        </p>
      )}
      <svg className="slide__ink" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {!image && <rect width={width} height={height} fill="none" stroke="currentColor" opacity="0.25" />}
        {strokes.map((one) => (
          <Line key={one.id} stroke={one} width={width} height={height} />
        ))}
        {pointer && (
          <circle
            className="slide__pointer"
            r={width * 0.011}
            style={{ transform: `translate(${(pointer.x * width) / 1_000}px, ${(pointer.y * height) / 1_000}px)` }}
          />
        )}
        {over}
      </svg>
    </figure>
  );
}

const inks: Record<PenColour, string> = { red: '#d11a12', blue: '#1452c8' };

export function Line({ stroke, width, height }: { stroke: Stroke; width: number; height: number }) {
  return (
    <path
      className="slide__line"
      d={pathOf(stroke.points, width / 1_000, height / 1_000)}
      stroke={inks[stroke.colour]}
      strokeWidth={width * penWidth}
    />
  );
}

/** Through the middles of the points, bent by the points themselves: a line without corners. */
function pathOf(points: readonly number[], scaleX: number, scaleY: number): string {
  const spots: [number, number][] = [];
  for (let at = 0; at + 1 < points.length; at += 2)
    spots.push([(points[at] ?? 0) * scaleX, (points[at + 1] ?? 0) * scaleY]);
  const [first = [0, 0], ...rest] = spots;
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map(([x, y], index) => {
    const [nextX, nextY] = rest[index + 1] ?? last;
    return `Q${x} ${y} ${(x + nextX) / 2} ${(y + nextY) / 2}`;
  });
  return `M${first[0]} ${first[1]}${bends.join('')}L${last[0]} ${last[1]}`;
}
