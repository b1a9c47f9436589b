import type { RouteInput, RouteOutput } from '../../lib/http-client.ts';
import { fromWallClock, toWallClock } from '../../lib/time.ts';

/** What is typed, as it is typed: the start as Shanghai's wall clock, the length as text. */
export type PlanFields = {
  title: string;
  topic: string;
  lecturerId: string;
  /** Empty: nobody stands by. */
  spareId: string;
  startAt: string;
  plannedMinutes: string;
  audience: string[];
};
export type PlanField = keyof PlanFields;
type RequiredField = Exclude<PlanField, 'topic' | 'spareId'>;
export const planLimits = { title: 80, topic: 200, minMinutes: 5, maxMinutes: 480 };

/** A new plan begins tomorrow at half past nine, for ninety minutes: the usual hour of a lecture. */
export function emptyPlan(now: number): PlanFields {
  const tomorrow = toWallClock(new Date(now + 86_400_000).toISOString()).slice(0, 10);
  const people = { lecturerId: '', spareId: '' };
  return { title: '', topic: '', ...people, startAt: `${tomorrow}T09:30`, plannedMinutes: '90', audience: [] };
}

export const planOf = (lecture: RouteOutput<'getLecture'>): PlanFields => ({
  title: lecture.title,
  topic: lecture.topic,
  lecturerId: lecture.lecturerId,
  spareId: lecture.spareId ?? '',
  startAt: toWallClock(lecture.startAt),
  plannedMinutes: String(lecture.plannedMinutes),
  audience: [...lecture.audience],
});

/** The fields that are still empty; everything else is the server's to judge. */
export const missingFields = (plan: PlanFields): RequiredField[] => {
  const missing: RequiredField[] = [];
  if (!plan.title.trim()) missing.push('title');
  if (!plan.lecturerId) missing.push('lecturerId');
  if (!fromWallClock(plan.startAt)) missing.push('startAt');
  if (!/^\d+$/.test(plan.plannedMinutes.trim())) missing.push('plannedMinutes');
  if (plan.audience.length === 0) missing.push('audience');
  return missing;
};

/** What is sent; call it with a plan that misses nothing. */
export const toInput = (plan: PlanFields): RouteInput<'createLecture'> => ({
  title: plan.title.trim(),
  topic: plan.topic.trim(),
  lecturerId: plan.lecturerId,
  // A draft that was kept in this tab from before knows of no spare.
  spareId: plan.spareId || null,
  startAt: fromWallClock(plan.startAt) ?? '',
  plannedMinutes: Number(plan.plannedMinutes),
  audience: plan.audience,
});
