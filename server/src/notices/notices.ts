import { z } from 'zod';
import type { MatterCaller, StaffCaller } from '#shared/kit/caller.ts';
import { isWithin } from '#shared/kit/caller.ts';
import { consultationId, type NoticeId, noticeId, requestId } from '#shared/kit/ids.ts';
import type { Language } from '#shared/kit/language.ts';
import { noticeText } from '#shared/notice-text.ts';
import {
  type CallTask,
  type DeliveryState,
  type Delivery as DeliveryView,
  factsOf,
  type MatterNotice,
  type Notice,
} from '#shared/notices.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Closable } from '../kernel/disposer.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import { createCollect } from './collect.ts';
import { contactOf, createDeliver } from './deliver.ts';
import type { Delivery, DeliveryFilter, NoticeAddress, PageAfter } from './delivery.repo.ts';
import { deliveryRules, keptParams } from './delivery.rules.ts';
import type { NoticesDeps } from './notice-ports.ts';

type PageInput = { cursor?: string | undefined; limit: number };
type PageOf<Row> = { rows: Row[]; nextCursor: string | null };

export type Notices = Closable & {
  /** Begins to take over and deliver, every two seconds. */
  start(): void;
  /** One round: takes over what is owed, sends what is due. */
  tick(): Promise<void>;
  own(caller: StaffCaller, page: PageInput, language: Language): Promise<PageOf<Notice> & { unread: number }>;
  readAll(caller: StaffCaller): Promise<number>;
  address(caller: StaffCaller): Promise<NoticeAddress>;
  setAddress(caller: StaffCaller, address: NoticeAddress): Promise<NoticeAddress>;
  ofMatter(caller: MatterCaller, language: Language): Promise<MatterNotice[]>;
  deliveries(filter: DeliveryFilter, page: PageInput): Promise<PageOf<DeliveryView>>;
  figures(): Promise<{
    waiting: number;
    failed: number;
    toCall: number;
    sms: NoticesDeps['smsBy'];
    email: 'smtp' | 'none';
  }>;
  retry(id: NoticeId): Promise<void>;
  callTasks(caller: StaffCaller, language: Language): Promise<CallTask[]>;
  callPhone(caller: StaffCaller, id: NoticeId): Promise<string>;
  finishCall(caller: StaffCaller, id: NoticeId, result: 'told' | 'unreachable'): Promise<void>;
};

const ROUND_EVERY_MS = 2_000;
const PURGE_EVERY_MS = 3_600_000;
const MATTER_ROWS = 20;
const CALL_ROWS = 200;

export function createNotices(deps: NoticesDeps): Notices {
  const { repo, clock } = deps;
  const collect = createCollect(deps);
  const deliver = createDeliver(deps);
  const timers: Closable[] = [];
  const tick = async (): Promise<void> => {
    await collect();
    await deliver();
  };

  return {
    start() {
      timers.push(clock.every(ROUND_EVERY_MS, 'notices', tick));
      const purge = async (): Promise<void> =>
        void (await repo.deleteBefore(new Date(clock.now() - deliveryRules.keptMs)));
      timers.push(clock.every(PURGE_EVERY_MS, 'purge of notices', purge));
    },
    tick,
    close: () => {
      for (const timer of timers.splice(0)) void timer.close();
    },
    own: async ({ accountId }, { cursor, limit }, language) => {
      const found = await repo.onScreenOf(accountId, { after: afterOf(cursor), limit: limit + 1 });
      return { ...pageOf(found, limit, noticeView(language)), unread: await repo.unreadOf(accountId) };
    },
    readAll: ({ accountId }) => repo.readAll(accountId, clock.date()),
    address: ({ accountId }) => repo.address(accountId),
    setAddress: async ({ accountId }, address) => {
      await repo.setAddress(accountId, address);
      return address;
    },
    ofMatter: async ({ requestId: id, partyId }, language) =>
      matterNotices(await repo.ofMatter(id, partyId, 2 * MATTER_ROWS), language).slice(0, MATTER_ROWS),
    deliveries: async (filter, { cursor, limit }) =>
      pageOf(await repo.list(filter, { after: afterOf(cursor), limit: limit + 1 }), limit, deliveryView),
    figures: async () => {
      const [waiting, failed, toCall] = await Promise.all((['waiting', 'failed', 'toCall'] as const).map(repo.count));
      const email = deps.senders.email === undefined ? 'none' : 'smtp';
      return { waiting: waiting ?? 0, failed: failed ?? 0, toCall: toCall ?? 0, sms: deps.smsBy, email };
    },
    retry: async (id) => {
      const again = { state: 'waiting', tries: 0, nextTryAt: clock.date() } as const;
      if (!(await repo.move(id, 'failed', again))) throw new AppError('not_found', 'notice_unknown');
    },
    ...createCalls(deps),
  };
}

/** What clerks tell on the telephone. */
function createCalls(deps: NoticesDeps): Pick<Notices, 'callTasks' | 'callPhone' | 'finishCall'> {
  const { repo, clock } = deps;
  const taskFor = async (
    { orgPath }: StaffCaller,
    id: NoticeId,
    states: readonly DeliveryState[],
  ): Promise<Delivery> => {
    const found = await repo.find(id);
    const isOwn = found?.way === 'call' && found.branch !== null && isWithin(found.branch, orgPath);
    if (!isOwn || !states.includes(found.state)) throw new AppError('not_found', 'notice_unknown');
    return found;
  };

  return {
    callTasks: async ({ orgPath }, language) => {
      const tasks = await repo.callTasks(orgPath, CALL_ROWS);
      return Promise.all(
        tasks.map(async (task): Promise<CallTask> => {
          const contact = await contactOf(task, deps);
          return {
            id: noticeId.parse(task.id),
            text: noticeText(language, task.kind, task.params),
            name: contact?.name ?? '',
            phone: maskPhone(contact?.phone ?? ''),
            at: task.at.toISOString(),
            requestId: requestId.nullable().parse(task.requestId),
          };
        }),
      );
    },
    callPhone: async (caller, id) => {
      const contact = await contactOf(await taskFor(caller, id, ['toCall']), deps);
      return contact?.phone ?? '';
    },
    finishCall: async (caller, id, result) => {
      const task = await taskFor(caller, id, ['toCall', 'sent', 'failed']);
      const tries = task.tries + 1;
      const isOver = result === 'told' || tries >= deliveryRules.maxCalls;
      const params = isOver ? keptParams(task.kind, task.params) : task.params;
      if (result === 'told') await repo.move(id, 'toCall', { state: 'sent', tries, sentAt: clock.date(), params });
      else
        await repo.move(id, 'toCall', { state: isOver ? 'failed' : 'toCall', tries, params, problem: 'unreachable' });
    },
  };
}

function pageOf<Row>(found: readonly Delivery[], limit: number, view: (delivery: Delivery) => Row): PageOf<Row> {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows: rows.map(view), nextCursor: last ? `${last.at.getTime()}.${last.id}` : null };
}

const cursorForm = z.string().regex(/^\d{1,15}\.[0-9a-f]{24}-[a-z0-9-]{1,60}$/);

function afterOf(cursor: string | undefined): PageAfter {
  if (cursor === undefined) return undefined;
  const [at, id] = cursorForm.safeParse(cursor).data?.split('.') ?? [];
  if (at === undefined || id === undefined)
    throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'cursor', reason: 'bad_format' }] });
  return { at: new Date(Number(at)), id };
}

const noticeView =
  (language: Language) =>
  ({ id, kind, params, at, readAt, requestId: of }: Delivery): Notice => ({
    id: noticeId.parse(id),
    kind,
    text: noticeText(language, kind, params),
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    rings: factsOf(kind).rings === true,
    requestId: requestId.safeParse(of ?? params.requestId).data ?? null,
    consultationId: consultationId.safeParse(params.consultationId).data ?? null,
  });

/** What stands on the card, each with the message that went to the telephone beside it. */
function matterNotices(deliveries: readonly Delivery[], language: Language): MatterNotice[] {
  const isCard = ({ way, id }: Delivery): boolean => way === 'screen' && id.endsWith('-screen');
  const messages = new Map(deliveries.filter((each) => !isCard(each)).map((each) => [owedPart(each), each]));
  return deliveries.filter(isCard).map((card) => {
    const message = messages.get(owedPart(card));
    const toPhone = message && { way: message.way, state: message.state, at: message.sentAt?.toISOString() ?? null };
    return { ...noticeView(language)(card), toPhone: toPhone ?? null };
  });
}

/** Of the id of a delivery: the notice and its recipient, without the way. */
const owedPart = ({ id }: Delivery): string => id.slice(0, id.lastIndexOf('-'));

const deliveryView = (delivery: Delivery): DeliveryView => ({
  id: noticeId.parse(delivery.id),
  kind: delivery.kind,
  way: delivery.way,
  state: delivery.state,
  address: delivery.address,
  at: delivery.at.toISOString(),
  tries: delivery.tries,
  nextTryAt: delivery.nextTryAt?.toISOString() ?? null,
  sentAt: delivery.sentAt?.toISOString() ?? null,
  problem: delivery.problem,
});
