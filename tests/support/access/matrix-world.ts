import type { CallerRole } from '#shared/kit/caller.ts';
import type { ApiClient } from '../api-client.ts';
import { clientId } from '../lecture-on-air.ts';
import { filedMatter } from '../request-world.ts';
import { matterIds, places, type World } from '../world.ts';
import type { Fixture, Input, Which } from './fixture.ts';

/** The county of the matrix with one lecture on air in each township. */
export class MatrixWorld {
  readonly world: World;
  readonly lectures: Record<Which, string>;
  readonly organizer: ApiClient;
  /** A draft of each lecture. */
  readonly polls: Record<Which, string> = { own: clientId(), foreign: clientId() };
  /** Two questions of each lecture. */
  readonly questions: Record<Which, readonly [string, string]> = {
    own: [clientId(), clientId()],
    foreign: [clientId(), clientId()],
  };

  /** A call for help of the other hall of each lecture, and a message to the hall that plays the role. */
  readonly helpCalls: Record<Which, string> = { own: clientId(), foreign: clientId() };
  readonly messages: Record<Which, string> = { own: clientId(), foreign: clientId() };

  private constructor(world: World, lectures: Record<Which, string>, organizer: ApiClient) {
    this.world = world;
    this.lectures = lectures;
    this.organizer = organizer;
  }

  static async build(world: World): Promise<MatrixWorld> {
    const organizer = await world.signedIn('planner');
    const organizer2 = await world.signedIn('organizer2');
    const own = await world.publishedLecture({
      title: '东街道讲堂',
      by: organizer,
      lecturerId: world.idOf('lecturer'),
      spareId: await world.addAccount('spare', ['lecturer'], places.own),
      audience: [places.own],
    });
    const foreign = await world.publishedLecture({
      title: '西街道讲堂',
      by: organizer2,
      lecturerId: world.idOf('lecturer2'),
      audience: [places.foreign],
    });
    for (const [client, lectureId] of [
      [organizer, own],
      [organizer2, foreign],
    ] as const) {
      const socket = await client.connect();
      await socket.call('lecture:start', { lectureId });
      socket.close();
    }
    await filedMatter(world, { id: matterIds.request, set: { calledIn: [world.idOf('department')] } });
    const matrix = new MatrixWorld(world, { own, foreign }, organizer);
    for (const which of ['own', 'foreign'] as const) await matrix.#ask(which, which === 'own' ? organizer : organizer2);
    return matrix;
  }

  async #ask(which: Which, by: ApiClient): Promise<void> {
    const socket = await (await this.world.paired(this.hall(which))).connect();
    const lectureId = this.lectures[which];
    await socket.call('lecture:join', { lectureId });
    for (const questionId of this.questions[which])
      await socket.call('question:ask', { lectureId, questionId, text: '问题' });
    const facts = { quality: 'good', sound: 'on', picture: 'seen', test: null } as const;
    await socket.call('help:ask', { lectureId, helpId: this.helpCalls[which], facts });
    socket.close();
    const director = await by.connect();
    await director.call('lecture:join', { lectureId });
    const hallId = which === 'own' ? places.ownHall : places.foreignHall;
    await director.call('message:send', { lectureId, messageId: this.messages[which], hallId, text: '请就座' });
    director.close();
  }

  readonly #profiles = new Map<string, ApiClient>();

  /** Signed in once and used again, where nothing ends the session. */
  async profile(who: CallerRole | 'otherHall' | 'foreignLecturer'): Promise<ApiClient> {
    const known = this.#profiles.get(who);
    if (known && (await known.call('whoAmI', {})).kind !== 'nobody') return known;
    const fresh = await this.#newProfile(who);
    this.#profiles.set(who, fresh);
    return fresh;
  }

  #newProfile(who: CallerRole | 'otherHall' | 'foreignLecturer'): Promise<ApiClient> {
    if (who === 'otherHall') return this.world.paired(places.ownHall2);
    return who === 'foreignLecturer' ? this.world.signedIn('lecturer2') : this.world.as(who);
  }

  /** A personal link of some matter. */
  async matterToken(): Promise<Input> {
    return { token: await this.world.matterLink('citizen') };
  }

  hall(which: Which): string {
    return which === 'own' ? places.ownHall2 : places.foreignHall;
  }

  account(): string {
    return this.world.idOf('clerk');
  }

  /** A draft of its own for each call, so that no call finds what another one left. */
  async draft(which: Which): Promise<string> {
    const signInName = `lec-${Math.random().toString(36).slice(2, 10)}`;
    const place = which === 'own' ? places.own : places.foreign;
    const lecturerId = await this.world.addAccount(signInName, ['lecturer'], place);
    const by = which === 'own' ? this.organizer : await this.world.signedIn('organizer2');
    return this.world.lecture({ title: '草稿', by, lecturerId, audience: [place] });
  }

  plan(audience: string): Input {
    const startAt = new Date(Date.now() + 72 * 3_600_000).toISOString();
    return {
      title: '计划',
      topic: '',
      lecturerId: this.world.idOf('lecturer'),
      startAt,
      plannedMinutes: 60,
      audience: [audience],
    };
  }
}

/** Roles that reach over the whole county where they may try at all. */
export const county = ['supervisor', 'admin'] as const;
/** An entry that acts on nothing in particular. */
export const none = (input: Input = {}): Fixture<MatrixWorld> => ({ input: () => input, hasForeign: false });
