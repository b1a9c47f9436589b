import type { HallHeads } from '#shared/heads.ts';
import type { HallId } from '#shared/kit/ids.ts';
import type { Poll } from '#shared/polls.ts';
import type { Question } from '#shared/questions.ts';
import type { AnnouncementRepo } from '../announcements/announcement.repo.ts';
import { AnnouncementsSession } from '../announcements/announcements-session.ts';
import type { HeadRepo } from '../heads/head.repo.ts';
import { HeadsSession } from '../heads/heads-session.ts';
import type { HelpRepo } from '../help/help.repo.ts';
import { HelpSession } from '../help/help-session.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ExtrasHost, Viewer } from '../lectures/lecture-extras.ts';
import type { MessageRepo } from '../messages/message.repo.ts';
import { MessagesSession } from '../messages/messages-session.ts';
import type { PollRepo } from '../polls/poll.repo.ts';
import { PollsSession } from '../polls/polls-session.ts';
import type { QuestionRepo } from '../questions/question.repo.ts';
import { QuestionsSession } from '../questions/questions-session.ts';
import type { SlideRepo } from '../slides/slide.repo.ts';
import { openSlides } from './slides.ts';

export type LectureDayDeps = {
  heads: HeadRepo;
  questions: QuestionRepo;
  announcements: AnnouncementRepo;
  polls: PollRepo;
  slides: SlideRepo;
  help: HelpRepo;
  messages: MessageRepo;
  clock: Clock;
};

/** What halls and directors hand to each other in one lecture: head counts, questions, votes, announcements, slides. */
export async function openLectureDay(deps: LectureDayDeps, host: ExtrasHost) {
  const [heads, questions, announcements, slides, help, messages] = await Promise.all([
    openHeads(deps, host),
    openQuestions(deps, host),
    openAnnouncements(deps, host),
    openSlides(deps.slides, host),
    openHelp(deps, host),
    openMessages(deps, host),
  ]);
  const polls = await openPolls(deps, host, (hallId) => heads.lastOf(hallId));
  return {
    parts: { heads, questions, announcements, polls, slides, help, messages, nameOf: host.nameOf },
    snapshot: ({ hallId, role }: Viewer) => ({
      heads: heads.stateFor(hallId),
      questions: questions.stateFor(hallId),
      announcements: announcements.state,
      polls: polls.stateFor(hallId),
      slides: slides.now,
      // What hall and directors have between them is nobody else's.
      help: role === 'supervisor' ? { calls: [] } : help.stateFor(hallId),
      messages: role === 'supervisor' ? { messages: [] } : messages.stateFor(hallId),
    }),
    close: () => {
      heads.close();
      questions.close();
      polls.close();
    },
  };
}

export type LectureDayParts = Awaited<ReturnType<typeof openLectureDay>>['parts'];

async function openHeads({ heads, clock }: LectureDayDeps, { lectureId, nameOf, tell }: ExtrasHost) {
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

async function openQuestions({ questions, clock }: LectureDayDeps, { lectureId, tell }: ExtrasHost) {
  const changed = (news: Question[]) => (seq: number) => ({ lectureId, seq, questions: news });
  return new QuestionsSession({
    stored: await questions.of(lectureId),
    save: (question) => questions.save(lectureId, question),
    tellDirectors: (news) => tell('directors', 'questions:changed', changed(news)),
    tellHall: (hallId, news) => tell({ hallId }, 'questions:changed', changed(news)),
    tellAudience: (news) => tell('audience', 'questions:changed', changed(news)),
    clock,
  });
}

async function openAnnouncements({ announcements, clock }: LectureDayDeps, { lectureId, tell }: ExtrasHost) {
  return new AnnouncementsSession({
    stored: await announcements.of(lectureId),
    save: (said) => announcements.save(lectureId, said),
    tell: (current) => tell('everybody', 'announcement:changed', (seq) => ({ lectureId, seq, current })),
    clock,
  });
}

async function openHelp({ help, clock }: LectureDayDeps, { lectureId, nameOf, tell }: ExtrasHost) {
  return new HelpSession({
    stored: await help.of(lectureId),
    nameOf,
    save: (call) => help.save(lectureId, call),
    tell: (call) => {
      for (const to of ['directors', { hallId: call.hallId }] as const)
        tell(to, 'help:changed', (seq) => ({ lectureId, seq, calls: [call] }));
    },
    clock,
  });
}

async function openMessages({ messages, clock }: LectureDayDeps, { lectureId, tell }: ExtrasHost) {
  return new MessagesSession({
    stored: await messages.of(lectureId),
    save: (message) => messages.save(lectureId, message),
    tell: (message) => {
      for (const to of ['directors', { hallId: message.hallId }] as const)
        tell(to, 'messages:changed', (seq) => ({ lectureId, seq, messages: [message] }));
    },
    clock,
  });
}

async function openPolls(
  { polls, clock }: LectureDayDeps,
  { lectureId, tell }: ExtrasHost,
  headsOf: (hallId: HallId) => number | undefined,
) {
  const changed = (poll: Poll) => (seq: number) => ({ lectureId, seq, poll });
  return new PollsSession({
    stored: await polls.of(lectureId),
    save: (poll) => polls.save(lectureId, poll),
    tellDirectors: (poll) => tell('directors', 'polls:changed', changed(poll)),
    tellAudience: (poll) => tell('audience', 'polls:changed', changed(poll)),
    tellVote: (hallId, vote) => tell({ hallId }, 'polls:voted', (seq) => ({ lectureId, seq, vote, hallId })),
    headsOf,
    clock,
  });
}
