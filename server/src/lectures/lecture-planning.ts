import { type Caller, isWithin, nameOf, type StaffCaller } from '#shared/kit/caller.ts';
import type { FieldError } from '#shared/kit/errors.ts';
import { type LectureId, lectureId } from '#shared/kit/ids.ts';
import type { LectureDetail, LecturePlan } from '#shared/lectures.ts';
import { hallLevels } from '#shared/orgs.ts';
import { AppError } from '../kernel/app-error.ts';
import { mayPlan, maySee, moved, wrongState } from './lecture.rules.ts';
import { detailView } from './lecture.views.ts';
import type { ExpectedHall, LecturesDeps } from './lecture-ports.ts';
import type { LectureRecord } from './lecture-record.ts';
import type { LectureStore } from './lecture-store.ts';

export type LecturePlanning = {
  /** Makes a draft that belongs to the caller's org. */
  create(caller: StaffCaller, plan: LecturePlan): Promise<LectureDetail>;
  update(caller: Caller, id: LectureId, plan: LecturePlan): Promise<LectureDetail>;
  publish(caller: Caller, id: LectureId): Promise<LectureDetail>;
  cancel(caller: Caller, id: LectureId, reason: string): Promise<LectureDetail>;
};

type Deps = Pick<LecturesDeps, 'attendance' | 'orgs' | 'halls' | 'lecturers' | 'spell' | 'newId' | 'clock' | 'log'> & {
  readonly store: LectureStore;
};

/** What a plan comes to when every field is right. */
type Checked = Pick<
  LectureRecord,
  | 'title'
  | 'topic'
  | 'lecturerId'
  | 'lecturerName'
  | 'spareId'
  | 'spareName'
  | 'startAt'
  | 'plannedMinutes'
  | 'audience'
  | 'searchable'
> & { readonly halls: readonly ExpectedHall[] };

export function createLecturePlanning(deps: Deps): LecturePlanning {
  const { store, attendance, orgs, clock, newId } = deps;

  const planned = async (caller: Caller, id: LectureId): Promise<LectureRecord> => {
    const lecture = await store.find(id);
    if (!maySee(caller, lecture)) throw new AppError('not_found', 'lecture_unknown');
    if (!mayPlan(caller, lecture)) throw new AppError('forbidden', 'not_your_lecture');
    return lecture;
  };

  return {
    create: async (caller, plan) => {
      const { halls, ...fields } = await checked(deps, plan, caller.orgPath);
      const now = clock.now();
      const record: LectureRecord = {
        ...fields,
        id: lectureId.parse(newId()),
        state: 'draft',
        stateAt: now,
        ownerOrgId: caller.orgId,
        ownerOrgName: orgs.get(caller.orgId)?.name ?? '',
        ownerOrgPath: caller.orgPath,
        expectedHalls: halls.length,
        expectedSetId: null,
        startedAt: null,
        endedAt: null,
        resumesAt: null,
        cancelReason: null,
        livePeriods: [],
        substitute: null,
        timeline: [],
        taught: [],
        revision: 0,
      };
      return detailView(await store.insert(record), caller);
    },
    update: async (caller, id, plan) => {
      const known = await planned(caller, id);
      const { halls, ...fields } = await checked(deps, plan, branchOf(caller, known), known);
      const replan = async (stored: LectureRecord): Promise<LectureRecord> => {
        if (stored.state !== 'draft' && stored.state !== 'published') throw wrongState(stored);
        // A published lecture's new set is stored before the lecture refers to it, so that it never refers to half a set.
        const expectedSetId = stored.state === 'draft' ? null : await attendance.storeExpected(id, halls);
        const replanned = { ...stored, ...fields, expectedHalls: halls.length, expectedSetId };
        return { ...replanned, substitute: substituteAfter(replanned), revision: stored.revision + 1 };
      };
      const after = await store.change(id, replan, { needsSlot: true });
      tidyExpected(deps, after);
      return detailView(after, caller);
    },
    publish: async (caller, id) => {
      await planned(caller, id);
      const after = await store.change(id, async (stored) => {
        const published = moved(stored, 'publish', { at: clock.now(), by: nameOf(caller) });
        const { halls, ...fields } = await checked(deps, planOf(stored), branchOf(caller, stored));
        const expectedSetId = await attendance.storeExpected(id, halls);
        return { ...published, ...fields, expectedHalls: halls.length, expectedSetId };
      });
      tidyExpected(deps, after);
      return detailView(after, caller);
    },
    cancel: async (caller, id, reason) => {
      await planned(caller, id);
      const facts = { at: clock.now(), by: nameOf(caller), reason };
      return detailView(await store.change(id, (stored) => moved(stored, 'cancel', facts)), caller);
    },
  };
}

/** What an audience may reach into: the planner's branch; for who edits a lecture from above, the lecture's own org. */
function branchOf(caller: Caller, lecture: LectureRecord): string {
  return caller.role === 'organizer' ? caller.orgPath : lecture.ownerOrgPath;
}

/** A spare who took over before the start and is none any more does not teach; an organizer goes on. */
function substituteAfter({ substitute, spareId }: LectureRecord): LectureRecord['substitute'] {
  return substitute?.role === 'lecturer' && substitute.accountId !== spareId ? null : substitute;
}

function planOf({ title, topic, lecturerId, spareId, startAt, plannedMinutes, audience }: LectureRecord): LecturePlan {
  return {
    title,
    topic,
    lecturerId,
    spareId,
    startAt: new Date(startAt).toISOString(),
    plannedMinutes,
    audience: [...audience],
  };
}

/** `known` is the lecture as it was: a start that was set when it lay ahead may stay while other things change. */
async function checked(deps: Deps, plan: LecturePlan, branch: string, known?: LectureRecord): Promise<Checked> {
  const { lecturers, clock, spell } = deps;
  const startAt = Date.parse(plan.startAt);
  const refused: FieldError[] = [];
  if (startAt < clock.now() && startAt !== known?.startAt) refused.push({ path: 'startAt', reason: 'start_in_past' });
  const lecturer = await lecturers.find(plan.lecturerId);
  if (lecturer === undefined) refused.push({ path: 'lecturerId', reason: 'lecturer_unknown' });
  const spare = plan.spareId === null ? null : await lecturers.find(plan.spareId);
  if (spare === undefined) refused.push({ path: 'spareId', reason: 'spare_unknown' });
  else if (spare?.id === plan.lecturerId) refused.push({ path: 'spareId', reason: 'spare_is_lecturer' });
  const { halls, refused: badAudience } = await audienceOf(deps, plan.audience, branch);
  refused.push(...badAudience);
  if (lecturer === undefined || refused.length > 0) {
    throw new AppError('invalid_input', 'invalid_input', { fields: refused });
  }
  const { title, topic, plannedMinutes } = plan;
  const words = `${title} ${topic} ${lecturer.name} ${spare?.name ?? ''}`.trim().toLowerCase();
  return {
    title,
    topic,
    lecturerId: lecturer.id,
    lecturerName: lecturer.name,
    spareId: spare?.id ?? null,
    spareName: spare?.name ?? null,
    startAt,
    plannedMinutes,
    audience: [...new Set(plan.audience)],
    searchable: `${words} ${spell(words)}`,
    halls,
  };
}

async function audienceOf(
  { orgs, halls }: Deps,
  audience: LecturePlan['audience'],
  branch: string,
): Promise<{ halls: readonly ExpectedHall[]; refused: FieldError[] }> {
  const refused = audience.flatMap((id, index): FieldError[] => {
    const path = `audience.${index}`;
    const org = orgs.get(id);
    if (org === undefined) return [{ path, reason: 'org_unknown' }];
    if (!isWithin(org.path, branch)) return [{ path, reason: 'audience_outside_branch' }];
    return hallLevels.includes(org.level) ? [] : [{ path, reason: 'org_is_department' }];
  });
  if (refused.length > 0) return { halls: [], refused };
  const expected = await halls.hallsBelow(audience.flatMap((id) => orgs.get(id)?.path ?? []));
  return { halls: expected, refused: expected.length > 0 ? [] : [{ path: 'audience', reason: 'audience_empty' }] };
}

/** Sets that no lecture refers to cost only space: what fails here, `verify` does later. */
function tidyExpected({ attendance, log }: Deps, { id, expectedSetId }: LectureRecord): void {
  if (expectedSetId === null) return;
  attendance.keepOnlyExpected(id, expectedSetId).catch((error: unknown) => {
    log.warn({ err: error, lectureId: id }, 'older sets of expected halls stay');
  });
}
