import { afterEach } from 'vitest';
import { type ApiClient, type ApiSocket, reasonOf } from './api-client.ts';
import { places, type World } from './world.ts';

export type OnAir = {
  lectureId: string;
  /** Signs the lecturer in again. */
  lecturerName: string;
  /** Signs the spare lecturer in, who has not entered. */
  spareName: string;
  planner: ApiClient;
  lecturer: ApiSocket;
  organizer: ApiSocket;
  hall: ApiSocket;
  hall2: ApiSocket;
  /** A further socket, joined. */
  enter(client: { connect(): Promise<ApiSocket> }): Promise<ApiSocket>;
  /** What a command is refused with; `ok` where it is not. */
  outcome(socket: ApiSocket, name: string, input?: Record<string, unknown>): Promise<string>;
};

/** A 24-digit id as clients make them. */
export const clientId = (): string =>
  Array.from({ length: 24 }, () => Math.floor(Math.random() * 16).toString(16)).join('');

/** Sockets of one test file, closed after each test. */
export function lecturesOnAir() {
  const sockets: ApiSocket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  /** A lecture on air with lecturer, organizer and both village halls in it. */
  return async (world: World): Promise<OnAir> => {
    const planner = await world.signedIn('planner');
    const signInName = `air-${clientId().slice(0, 10)}`;
    const lecturerId = await world.addAccount(signInName, ['lecturer'], places.own);
    const spareName = `${signInName}-b`;
    const spareId = await world.addAccount(spareName, ['lecturer'], places.own);
    const people = { by: planner, lecturerId, spareId };
    const lectureId = await world.publishedLecture({ title: '在播', ...people, audience: [places.own] });
    const enter: OnAir['enter'] = async (client) => {
      const socket = await client.connect();
      sockets.push(socket);
      await socket.call('lecture:join', { lectureId });
      return socket;
    };
    const organizer = await enter(planner);
    const lecturer = await enter(await world.signedIn(signInName));
    await lecturer.call('lecture:start', { lectureId });
    const hall = await enter(await world.paired(places.ownHall));
    const hall2 = await enter(await world.paired(places.ownHall2));
    const outcome: OnAir['outcome'] = async (socket, name, input = {}) => {
      return reasonOf(await socket.send(name, { lectureId, ...input }));
    };
    const names = { lecturerName: signInName, spareName };
    return { lectureId, ...names, planner, lecturer, organizer, hall, hall2, enter, outcome };
  };
}
