import type { LectureId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { OpenExtras } from '../lectures/lecture-extras.ts';
import type { StageRepo } from '../stage/stage.repo.ts';
import { StageSession } from '../stage/stage-session.ts';
import { type LectureDayDeps, type LectureDayParts, openLectureDay } from './lecture-day.ts';

type Parts = LectureDayParts & { stage: StageSession };

export type LectureExtrasDeps = LectureDayDeps & { stages: StageRepo; clock: Clock; log: Logger };

/** What the modules beside the lecture itself add to a running one, together: stage … */
export function createLectureExtras(deps: LectureExtrasDeps) {
  const { stages, clock, log } = deps;
  const running = new Map<LectureId, Parts>();

  const open: OpenExtras = async (host) => {
    const { lectureId, nameOf, tell, rightsChanged } = host;
    const day = await openLectureDay(deps, host);
    const stage = new StageSession({
      stored: await stages.load(lectureId),
      nameOf,
      save: (book) => stages.save(lectureId, book),
      tell: (state) => tell('everybody', 'stage:changed', (seq) => ({ lectureId, seq, stage: state })),
      rightsChanged,
      clock,
      log,
    });
    running.set(lectureId, { stage, ...day.parts });
    return {
      mayHallPublish: (hallId, source) => stage.mayPublish(hallId, source),
      reachOf: (hallId) => {
        if (stage.isOnStage(hallId)) return 'everybody';
        return stage.isSeenByDirectors(hallId) ? 'directors' : 'nobody';
      },
      snapshot: (viewer) => ({ stage: stage.state, ...day.snapshot(viewer) }),
      hallPhase: (hallId, to) => {
        if (to === 'away') stage.drop(hallId, 'drop');
        if (to === 'gone') stage.drop(hallId, 'hall');
      },
      connectionClosed: (connectionId) => stage.watch(connectionId, []),
      lectureChanged: ({ state }) => {
        if (state === 'ended') stage.clear();
      },
      close: () => {
        running.delete(lectureId);
        stage.close();
        day.close();
      },
    };
  };

  return {
    open,
    find: (lectureId: LectureId): Parts | undefined => running.get(lectureId),
    /** The parts of a lecture that is running. */
    of: (lectureId: LectureId): Parts => {
      const parts = running.get(lectureId);
      if (parts === undefined) throw new AppError('invalid_state', 'not_in_room');
      return parts;
    },
  };
}
