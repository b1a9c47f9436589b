import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { LectureFiguresOf } from '#shared/lecture-figures.ts';
import { figureNames, reportWords } from '#shared/report-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useRoute } from '../../lib/query.ts';
import { dateTime, dayKey } from '../../lib/time.ts';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { LectureFigureDownloads } from './lecture-figure-downloads.tsx';
import { LectureFigureRows, type Place } from './lecture-figure-rows.tsx';
import { LectureFigureTree } from './lecture-figure-tree.tsx';
import './reports.css';

const FIRST_YEAR = 2026;
const quarters = ['', 'Q1', 'Q2', 'Q3', 'Q4'] as const;

/** The figures of a year or a quarter, down the tree to the lectures that make them. */
export function LectureFiguresPage() {
  const { t } = useTranslation('reports');
  const [query, setQuery] = useSearchParams();
  const thisYear = Number(dayKey(new Date().toISOString()).slice(0, 4));
  const asked = query.get('period') ?? '';
  const period = /^20\d\d(Q[1-4])?$/.test(asked) ? asked : String(thisYear);
  const [year, quarter] = [period.slice(0, 4), period.slice(4)];
  const answer = useRoute('lectureFigures', { period }, { refreshMs: 60_000, keepPrevious: true });
  const choose = (next: string) => setQuery({ period: next });
  const years = Array.from({ length: Math.max(1, thisYear - FIRST_YEAR + 1) }, (_, n) => String(thisYear - n));
  return (
    <>
      <div className="row row--apart no-print">
        <div className="row">
          <select
            className="input report-period"
            aria-label={t('figures.year')}
            value={year}
            onChange={(event) => choose(event.target.value + quarter)}
          >
            {years.map((one) => (
              <option key={one} value={one}>
                {t('figures.yearName', { year: one })}
              </option>
            ))}
          </select>
          <select
            className="input report-period"
            aria-label={t('figures.quarter')}
            value={quarter}
            onChange={(event) => choose(year + event.target.value)}
          >
            {quarters.map((one) => (
              <option key={one} value={one}>
                {one === '' ? t('figures.wholeYear') : t('figures.quarterName', { n: one.slice(1) })}
              </option>
            ))}
          </select>
        </div>
        {answer.data && answer.data.total.lectures > 0 && <LectureFigureDownloads period={period} />}
      </div>
      <Answered of={answer}>
        {(figures) =>
          figures.total.lectures === 0 ? (
            <div className="card">
              <Empty title={t('figures.none')} hint={t('figures.noneHint')} />
            </div>
          ) : (
            <Level figures={figures} period={period} township={query.get('township')} hall={query.get('hall')} />
          )
        }
      </Answered>
    </>
  );
}

type LevelProps = { figures: LectureFiguresOf; period: string; township: string | null; hall: string | null };

function Level({ figures, period, township, hall }: LevelProps) {
  const { t } = useTranslation('reports');
  const words = reportWords(useLanguage());
  const inTownship = figures.townships.find(({ townshipId }) => townshipId === township);
  const inHall = inTownship?.halls.find(({ hallId }) => hallId === hall);
  const places: Place[] = [
    { level: 'all', key: '', name: t('figures.all'), figures: figures.total },
    ...(inTownship
      ? [
          {
            level: 'township' as const,
            key: inTownship.townshipId,
            name: inTownship.townshipName,
            figures: inTownship.figures,
          },
        ]
      : []),
    ...(inHall ? [{ level: 'hall' as const, key: inHall.hallId, name: inHall.hallName, figures: inHall.figures }] : []),
  ];
  const here = places.at(-1);
  if (here === undefined) return null;
  return (
    <>
      <nav aria-label={t('figures.place')} className="row">
        <span>
          {t('figures.yearName', { year: period.slice(0, 4) })}
          {period.length > 4 && ` · ${t('figures.quarterName', { n: period.slice(5) })}`}
        </span>
        {places.map((place, n) =>
          place === here ? (
            <strong key={place.level} aria-current="page">
              {place.name}
            </strong>
          ) : (
            <Link key={place.level} to={`?${placeQuery(period, places.slice(1, n + 1))}`}>
              {place.name} ›
            </Link>
          ),
        )}
        <span className="soft small">{t('figures.asOf', { at: dateTime(figures.asOf) })}</span>
      </nav>
      <dl className="report-figures">
        {figureNames.map((name) => (
          <div key={name}>
            <dt>{words.figures.names[name]}</dt>
            <dd>{here.figures[name]}</dd>
          </div>
        ))}
      </dl>
      {here.level !== 'hall' && <LectureFigureTree figures={figures} period={period} township={inTownship} />}
      <LectureFigureRows period={period} place={here} />
    </>
  );
}

/** The address of a place: its township, and its hall. */
function placeQuery(period: string, below: readonly Pick<Place, 'level' | 'key'>[]): string {
  const query = new URLSearchParams({ period });
  for (const { level, key } of below) query.set(level, key);
  return query.toString();
}
