import type { HallId } from '#shared/kit/ids.ts';
import { isOpenQuestion, type Question, questionRules } from '#shared/questions.ts';
import { AppError } from '../kernel/app-error.ts';

export type Asking = { id: Question['id']; hallId: HallId; hallName: string; text: string; askedBy: string | null };

const iso = (at: number): string => new Date(at).toISOString();

export function asked(all: readonly Question[], asking: Asking, at: number): Question {
  const open = all.filter((one) => one.hallId === asking.hallId && isOpenQuestion(one));
  if (open.length >= questionRules.mostOpenOfHall) {
    throw new AppError('conflict', 'questions_full', { params: { maximum: questionRules.mostOpenOfHall } });
  }
  return {
    ...asking,
    at: iso(at),
    state: 'asked',
    stateAt: iso(at),
    reason: null,
    answer: null,
    answeredBy: null,
    mergedInto: null,
    requestId: null,
    requestNumber: null,
    order: Math.max(0, ...all.map(({ order }) => order)) + 1,
  };
}

export type Moderation = 'approved' | 'rejected' | 'onScreen' | 'answeredLive';

const from: Record<Moderation, readonly Question['state'][]> = {
  approved: ['asked', 'rejected', 'merged', 'onScreen', 'answeredLive'],
  rejected: ['asked', 'approved', 'onScreen'],
  onScreen: ['asked', 'approved', 'answeredLive'],
  answeredLive: ['asked', 'approved', 'onScreen'],
};

/** Who comes second finds it done, or is refused where somebody did something else meanwhile. */
export function moderated(question: Question, to: Moderation, reason: string | undefined, at: number): Question {
  if (to === 'rejected' && reason === undefined) throw new AppError('invalid_input', 'reason_missing');
  if (question.state === to) return question;
  if (!from[to].includes(question.state)) throw new AppError('invalid_state', 'question_state');
  const reasonNow = to === 'rejected' ? (reason ?? null) : null;
  return { ...question, state: to, stateAt: iso(at), reason: reasonNow, mergedInto: null };
}

export function mergedInto(question: Question, into: Question, at: number): Question {
  if (question.state === 'merged' && question.mergedInto === into.id) return question;
  if (question.id === into.id || !isOpenQuestion(question) || !isOpenQuestion(into)) {
    throw new AppError('invalid_state', 'question_state');
  }
  return { ...question, state: 'merged', stateAt: iso(at), mergedInto: into.id };
}

/** Between the one that it shall stand before and its neighbour. */
export function placed(all: readonly Question[], question: Question, before: Question | undefined): Question {
  const others = all.filter(({ id }) => id !== question.id).map(({ order }) => order);
  if (before === undefined) return { ...question, order: Math.max(0, ...others) + 1 };
  const lower = others.filter((order) => order < before.order);
  const previous = lower.length === 0 ? before.order - 2 : Math.max(...lower);
  return { ...question, order: (previous + before.order) / 2 };
}

export type Matter = { readonly requestId: NonNullable<Question['requestId']>; readonly number: string };

const mayBecome: readonly Question['state'][] = ['asked', 'approved', 'onScreen', 'answeredLive', 'answeredInWriting'];

/** Answered ones too: what was said to all may need somebody who looks into it. */
export function checkMayBecomeRequest({ state }: Question): void {
  if (!mayBecome.includes(state)) throw new AppError('invalid_state', 'question_state');
}

/** The matter is there: whatever was done to the question meanwhile, it has its number. */
export const becameRequest = (question: Question, { requestId, number }: Matter, at: number): Question =>
  question.state === 'becameRequest'
    ? question
    : { ...question, state: 'becameRequest', stateAt: iso(at), requestId, requestNumber: number, mergedInto: null };

/** Rejected and merged ones have had their answer. */
export function answered(question: Question, answer: string, by: string, at: number): Question {
  if (question.answer === answer) return question;
  if (question.state === 'rejected' || question.state === 'merged' || question.state === 'becameRequest') {
    throw new AppError('invalid_state', 'question_state');
  }
  return { ...question, state: 'answeredInWriting', stateAt: iso(at), answer, answeredBy: by };
}
