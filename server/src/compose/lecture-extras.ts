import type { HallHeads } from '#shared/heads.ts';
import type { LectureId } from '#shared/kit/ids.ts';
import type { HeadRepo } from '../heads/head.repo.ts';
import { HeadsSession } from '../heads/heads-session.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ExtrasHost, OpenExtras } from '../lectures/lecture-extras.ts';
import type { StageRepo } from '../stage/stage.repo.ts';
import { StageSession } from '../stage/stage-session.ts';

type Parts = { stage: StageSession; heads: HeadsSession };

export type LectureExtrasDeps = { stages: StageRepo; heads: HeadRepo; clock: Clock; log: Logger };

/** What the modules beside the lecture itself add to a running one, together: stage … */
export function createLectureExtras(deps: LectureExtrasDeps) {
  const { stages, clock, log } = deps;
  const running = new Map<LectureId, Parts>();

  const open: OpenExtras = async (host) => {
    const { lectureId, nameOf, tell, rightsChanged } = host;
    const heads = await openHeads(deps, host);
    const stage = new StageSession({
      stored: await stages.load(lectureId),
      nameOf,
      save: (book) => stages.save(lectureId, book),
      tell: (state) => tell('everybody', 'stage:changed', (seq) => ({ lectureId, seq, stage: state })),
      rightsChanged,
      clock,
      log,
    });
    running.set(lectureId, { stage, heads });
    return {
      mayHallPublish: (hallId, source) => stage.mayPublish(hallId, source),
      reachOf: (hallId) => {
        if (stage.isOnStage(hallId)) return 'everybody';
        return stage.isSeenByDirectors(hallId) ? 'directors' : 'nobody';
      },
      snapshot: ({ hallId }) => ({ stage: stage.state, heads: heads.stateFor(hallId) }),
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
        heads.close();
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

async function openHeads({ heads, clock }: LectureExtrasDeps, { lectureId, nameOf, tell }: ExtrasHost) {
  const changed = (halls: HallHeads[]) => (seq: number) => ({ lectureId, seq, halls });
  return new HeadsSession({
    stored: await heads.of(lectureId),
    askedAt: await heads.asked(lectureId),
    nameOf,
    insert: (fact) => heads.insert(lectureId, fact),
    saveAsked: (at) => heads.saveAsked(lectureId, at),
    tellDirectors: (halls) => tell('directors', 'heads:changed', changed(halls)),
    tellHall: (hallId, halls) => tell({ hallId }, 'heads:changed', changed(halls)),
    tellAsked: (at) => tell('everybody', 'heads:asked', (seq) => ({ lectureId, seq, at })),
    clock,
  });
}
