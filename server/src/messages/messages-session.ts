import type { HallId, PartId } from '#shared/kit/ids.ts';
import { type HallMessage, type MessagesState, messageRules } from '#shared/messages.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { ItemBook } from '../kernel/item-book.ts';

export type MessagesSessionOptions = {
  readonly stored: readonly HallMessage[];
  readonly save: (message: HallMessage) => Promise<void>;
  /** Tells the directors and the hall. */
  readonly tell: (message: HallMessage) => void;
  readonly clock: Clock;
};

type NewMessage = Pick<HallMessage, 'id' | 'hallId' | 'text' | 'by'>;

/** What directors say to single halls in one running lecture, and whether it was read there. */
export class MessagesSession {
  readonly #clock: Clock;
  readonly #book: ItemBook<HallMessage>;

  constructor({ stored, save, tell, clock }: MessagesSessionOptions) {
    this.#clock = clock;
    this.#book = new ItemBook({ stored, save, changed: tell });
  }

  /** For a hall what it has not read, for directors all. */
  stateFor(hallId: HallId | null): MessagesState {
    if (hallId === null) return { messages: [...this.#book.all] };
    return { messages: this.#book.all.filter((one) => one.hallId === hallId && one.readAt === null) };
  }

  async send(message: NewMessage): Promise<void> {
    const known = this.#book.find(message.id);
    if (known === undefined && this.#book.all.length >= messageRules.mostPerLecture) {
      throw new AppError('conflict', 'messages_full', { params: { maximum: messageRules.mostPerLecture } });
    }
    return this.#book.put(known ?? { ...message, at: this.#now(), readAt: null });
  }

  async read(hallId: HallId, id: PartId): Promise<void> {
    const message = this.#book.find(id);
    if (message?.hallId !== hallId) throw new AppError('not_found', 'message_unknown');
    return this.#book.put(message.readAt === null ? { ...message, readAt: this.#now() } : message);
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
