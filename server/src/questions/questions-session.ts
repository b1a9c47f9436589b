import type { HallId } from '#shared/kit/ids.ts';
import { inOrder, type Question } from '#shared/questions.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Handle } from '../kernel/disposer.ts';
import { ItemBook } from '../kernel/item-book.ts';
import {
  type Asking,
  answered,
  asked,
  becameRequest,
  type Matter,
  type Moderation,
  mergedInto,
  moderated,
  placed,
} from './question.rules.ts';

export type QuestionsSessionOptions = {
  readonly stored: readonly Question[];
  readonly save: (question: Question) => Promise<void>;
  readonly tellDirectors: (questions: Question[]) => void;
  readonly tellHall: (hallId: HallId, questions: Question[]) => void;
  /** What is on screen, or no longer. */
  readonly tellAudience: (questions: Question[]) => void;
  readonly clock: Clock;
};

/** 254 questions in one second are told to the directors as a few lists. */
const TELL_EVERY_MS = 250;

/** As other halls may see it. */
const publicView = (question: Question): Question => ({
  ...question,
  reason: null,
  answer: null,
  answeredBy: null,
  requestId: null,
  requestNumber: null,
});

/** The questions of one running lecture: one list that the server keeps in order. */
export class QuestionsSession implements Handle {
  readonly #options: QuestionsSessionOptions;
  readonly #book: ItemBook<Question>;
  readonly #untold = new Map<string, Question>();
  readonly #onScreen: Set<string>;
  #telling: Handle | undefined;
  #isClosed = false;

  constructor(options: QuestionsSessionOptions) {
    this.#options = options;
    const { stored, save } = options;
    this.#onScreen = new Set(stored.filter(({ state }) => state === 'onScreen').map(({ id }) => id));
    this.#book = new ItemBook({ stored, save, changed: (question) => this.#changed(question) });
  }

  /** For a hall its own and what is on screen, for everybody else all. */
  stateFor(hallId: HallId | null): { questions: Question[] } {
    const all = inOrder(this.#book.all);
    if (hallId === null) return { questions: all };
    const seen = all.filter((one) => one.hallId === hallId || one.state === 'onScreen');
    return { questions: seen.map((one) => (one.hallId === hallId ? one : publicView(one))) };
  }

  ask(asking: Asking): Promise<void> {
    const known = this.#book.find(asking.id);
    if (known !== undefined && known.hallId !== asking.hallId) throw new AppError('invalid_state', 'question_state');
    return this.#book.put(known ?? asked(this.#book.all, asking, this.#options.clock.now()));
  }

  async moderate(id: string, to: Moderation, reason: string | undefined): Promise<void> {
    const now = this.#options.clock.now();
    const next = moderated(this.#find(id), to, reason, now);
    const others = to === 'onScreen' ? this.#book.all.filter((one) => one.state === 'onScreen' && one.id !== id) : [];
    const turns = [...others.map((one) => moderated(one, 'approved', undefined, now)), next];
    await Promise.all(turns.map((turn) => this.#book.put(turn)));
  }

  merge(id: string, into: string): Promise<void> {
    return this.#book.put(mergedInto(this.#find(id), this.#find(into), this.#options.clock.now()));
  }

  order(id: string, before: string | null): Promise<void> {
    const question = this.#find(id);
    if (before === id) return this.#book.put(question);
    return this.#book.put(placed(this.#book.all, question, before === null ? undefined : this.#find(before)));
  }

  async answer(id: string, words: string, by: string): Promise<Question> {
    const next = answered(this.#find(id), words, by, this.#options.clock.now());
    await this.#book.put(next);
    return next;
  }

  find(id: string): Question | undefined {
    return this.#book.find(id);
  }

  async becameRequest(id: string, matter: Matter): Promise<Question> {
    const next = becameRequest(this.#find(id), matter, this.#options.clock.now());
    await this.#book.put(next);
    return next;
  }

  close(): void {
    this.#isClosed = true;
    this.#telling?.close();
  }

  #find(id: string): Question {
    const found = this.#book.find(id);
    if (found === undefined) throw new AppError('not_found', 'question_unknown');
    return found;
  }

  #changed(question: Question): void {
    if (this.#isClosed) return;
    const { tellHall, tellAudience, tellDirectors, clock } = this.#options;
    const wasOnScreen = this.#onScreen.delete(question.id);
    if (question.state === 'onScreen') this.#onScreen.add(question.id);
    if (wasOnScreen || question.state === 'onScreen') tellAudience([publicView(question)]);
    tellHall(question.hallId, [question]);
    this.#untold.set(question.id, question);
    this.#telling ??= clock.after(TELL_EVERY_MS, 'tell questions', () => {
      this.#telling = undefined;
      const news = [...this.#untold.values()];
      this.#untold.clear();
      tellDirectors(news);
    });
  }
}
