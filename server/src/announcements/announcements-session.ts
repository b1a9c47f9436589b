import { type Announcement, type AnnouncementState, announcementRules } from '#shared/announcements.ts';
import type { PartId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { ItemBook } from '../kernel/item-book.ts';
import type { Said } from './announcement.repo.ts';

export type AnnouncementsSessionOptions = {
  readonly stored: readonly Said[];
  readonly save: (said: Said) => Promise<void>;
  readonly tell: (current: Announcement | null) => void;
  readonly clock: Clock;
};

/** What is said to everybody in one running lecture, one thing at a time. */
export class AnnouncementsSession {
  readonly #clock: Clock;
  readonly #book: ItemBook<Said>;

  constructor({ stored, save, tell, clock }: AnnouncementsSessionOptions) {
    this.#clock = clock;
    this.#book = new ItemBook({ stored, save, changed: () => tell(this.state.current) });
  }

  get state(): AnnouncementState {
    const last = this.#book.all.findLast(({ isDown }) => !isDown);
    if (last === undefined) return { current: null };
    const { id, text, at, by } = last;
    return { current: { id, text, at: new Date(at).toISOString(), by } };
  }

  /** Takes the place of what was said before. */
  async say(id: PartId, text: string, by: string): Promise<void> {
    const known = this.#book.find(id);
    if (known === undefined && this.#book.all.length >= announcementRules.mostOfLecture) {
      throw new AppError('conflict', 'announcements_full', { params: { maximum: announcementRules.mostOfLecture } });
    }
    const before = this.#book.all.filter((one) => !one.isDown && one.id !== id);
    const said = known ?? { id, text, at: this.#clock.now(), by, isDown: false };
    const downs = known === undefined ? before.map((one) => ({ ...one, isDown: true })) : [];
    await Promise.all([said, ...downs].map((one) => this.#book.put(one)));
  }

  async takeDown(id: PartId): Promise<void> {
    const known = this.#book.find(id);
    if (known === undefined) throw new AppError('not_found', 'announcement_unknown');
    await this.#book.put(known.isDown ? known : { ...known, isDown: true });
  }
}
