import { createServer, type Server } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { noticeId, partId, requestId } from '#shared/kit/ids.ts';
import { outboxOf } from '../../server/src/db/outbox-schema.ts';
import { createMailSender } from '../../server/src/notices/mail-sender.ts';
import { SendError } from '../../server/src/notices/sender.ts';
import { createSmsGateway } from '../../server/src/notices/sms-gateway.ts';
import { NoticeWorld, portOf, smsService, staffCaller } from '../support/notice-world.ts';
import { rejection } from '../support/outcome.ts';
import { citizenContact } from '../support/owing-things.ts';

const MINUTE = 60_000;
const page = { limit: 50 };
let world: NoticeWorld;

beforeEach(async () => {
  world = await NoticeWorld.build();
});

describe('what is owed reaches people', () => {
  it('[NOT3] a notice is stored once, however often it is taken over', async () => {
    const owed = await world.owe('request.received', { number: '2026-0137' });
    const outbox = outboxOf(world.things);
    // Ends between storing and confirming.
    const dying = { ...outbox, confirmOutbox: () => Promise.reject(new Error('killed')) };
    await world.notices({ outboxes: [dying] }).tick();
    await world.notices().tick();
    await world.notices().tick();
    expect(world.sent.map(({ id }) => id)).toEqual([`${owed.id}-citizen-sms`]);
    expect(world.told).toEqual([{ to: { requestId: 'b'.repeat(24) }, rings: false }]);
    expect(await outbox.takeOutbox(world.clock.date(), 10)).toEqual([]);
  });

  it('[NOT4] a gateway that fails gets the same id again, later and later, each time with a link of its own', async () => {
    const gateway = await smsService(({ headers }) => (headers['idempotency-key'] === undefined ? 400 : 503));
    const notices = world.notices({ senders: { sms: createSmsGateway({ url: gateway.url, token: 't0ken' }) } });
    await world.owe('request.received', { number: '2026-0137' });
    await notices.tick();
    await world.clock.advance(29_000);
    await notices.tick();
    expect(gateway.posted).toHaveLength(1);
    await world.clock.advance(1_000);
    await notices.tick();
    await world.clock.advance(30_000);
    await notices.tick();
    expect(gateway.posted).toHaveLength(2);
    const bodies = gateway.posted.map(({ body }) => JSON.parse(body));
    expect(bodies[0].id).toBe(bodies[1].id);
    expect(bodies[0]).toMatchObject({ phone: '13812345678' });
    expect(bodies[0].text).toContain('2026-0137');
    expect([bodies[0].text.includes('secret-1'), bodies[1].text.includes('secret-2')]).toEqual([true, true]);
    expect(gateway.posted[0]?.headers).toMatchObject({ authorization: 'Bearer t0ken' });
    expect(await world.everythingStored()).not.toMatch(/secret|13812345678/);
  });

  it('[NOT5] a number that the gateway refuses, or that fails ten times, is handed to a clerk', async () => {
    await world.owe('request.received', { number: '2026-0001' });
    const refusing = () => Promise.reject(new SendError('gateway_422', true));
    await world.notices({ senders: { sms: { send: refusing } } }).tick();
    await world.clock.advance(MINUTE);
    await world.owe('request.received', { number: '2026-0002' });
    const notices = world.notices({
      senders: { sms: { send: () => Promise.reject(new SendError('gateway_500', false)) } },
    });
    for (let hour = 0; hour < 16; hour += 1) {
      await notices.tick();
      await world.clock.advance(45 * MINUTE);
    }
    const tasks = await notices.callTasks(staffCaller('clerk'), 'zh-CN');
    expect(tasks.map(({ text, phone }) => [/2026-\d+/.exec(text)?.[0], phone])).toEqual([
      ['2026-0001', '138****5678'],
      ['2026-0002', '138****5678'],
    ]);
  });

  it('[NOT6] without any gateway a clerk of the branch calls, three times at most', async () => {
    const notices = world.notices({ senders: {}, smsBy: 'none' });
    const owed = await world.owe('record.presented', { number: '2026-0137' });
    await notices.tick();
    const clerk = staffCaller('clerk');
    const [task] = await notices.callTasks(clerk, 'zh-CN');
    expect(task).toMatchObject({ name: '李大娘', phone: '138****5678' });
    expect(task?.text).toContain('2026-0137');
    const id = noticeId.parse(`${owed.id}-citizen-call`);
    const stranger = staffCaller('clerk', '/2202/2202002/');
    expect(await notices.callTasks(stranger, 'zh-CN')).toEqual([]);
    expect(await rejection(notices.callPhone(stranger, id))).toMatchObject({ reason: 'notice_unknown' });
    expect(await notices.callPhone(clerk, id)).toBe(citizenContact.phone);
    for (let call = 0; call < 3; call += 1) await notices.finishCall(clerk, id, 'unreachable');
    expect(await notices.callTasks(clerk, 'zh-CN')).toEqual([]);
    expect((await notices.deliveries({ state: 'failed' }, page)).rows).toMatchObject([{ tries: 3 }]);
  });

  it('[NOT7] staff of the role in whose branch it lies find it in their list, newest first', async () => {
    const organizer = staffCaller('organizer');
    const notices = world.notices({
      people: { ...noPeople, accountsOf: async (role) => (role === 'organizer' ? [organizer.accountId] : []) },
    });
    const to = { role: 'organizer', branch: citizenContact.branch } as const;
    await world.owe('request.toDispatch', { number: '2026-0001', requestId: 'c'.repeat(24) }, to);
    await notices.tick();
    await world.clock.advance(MINUTE);
    await world.owe('request.overdue', { number: '2026-0002' }, to);
    await notices.tick();
    expect(world.told.at(-1)).toEqual({ to: { accountId: organizer.accountId }, rings: true });
    const first = await notices.own(organizer, { limit: 1 }, 'zh-CN');
    expect(first).toMatchObject({ unread: 2, rows: [{ kind: 'request.overdue', readAt: null }] });
    const second = await notices.own(organizer, { limit: 1, cursor: first.nextCursor ?? '' }, 'en');
    expect(second.rows).toMatchObject([{ text: expect.stringContaining('Nobody claimed'), requestId: 'c'.repeat(24) }]);
    expect(second.nextCursor).toBeNull();
    expect(await notices.readAll(organizer)).toBe(2);
    expect((await notices.own(organizer, page, 'zh-CN')).unread).toBe(0);
    expect((await notices.own(staffCaller('organizer'), page, 'zh-CN')).rows).toEqual([]);
  });

  it('[NOT8] an account that gave addresses is told there too: by e-mail all, by SMS what cannot wait', async () => {
    const mail = await mailServer();
    const expert = staffCaller('expert');
    const email = createMailSender({ url: mail.url, from: 'hall@example.cn' });
    const notices = world.notices({
      senders: { sms: { send: async (message) => void world.sent.push(message) }, email },
    });
    await notices.setAddress(expert, { phone: '13900001111', email: 'sun@example.cn' });
    const owed = await world.owe('request.dispatched', { number: '2026-0137' }, { account: expert.accountId });
    await notices.tick();
    await world.owe('consultation.waiting', { number: '2026-0137' }, { account: expert.accountId });
    await notices.tick();
    await email.close();
    expect(world.sent.map(({ to }) => to)).toEqual(['13900001111']);
    expect(mail.received).toHaveLength(2);
    expect(mail.received[0]?.replace(/\r\n /g, ' ')).toContain(
      `Message-ID: <${owed.id}-${expert.accountId}-email@example.cn>`,
    );
    expect(mail.received[0]).toContain('To: sun@example.cn');
  });

  it('[NOT9] the administrator sees state and tries, never a text, a link or a whole number, and may try again', async () => {
    const expert = staffCaller('expert');
    const notices = world.notices({
      senders: { email: { send: () => Promise.reject(new SendError('smtp_550', true)) } },
    });
    await notices.setAddress(expert, { phone: '', email: 'sun@example.cn' });
    const owed = await world.owe('request.dispatched', { number: '2026-0137' }, { account: expert.accountId });
    await notices.tick();
    const { rows } = await notices.deliveries({ way: 'email' }, page);
    expect(rows).toMatchObject([{ state: 'failed', tries: 1, address: 's***@example.cn', problem: 'smtp_550' }]);
    expect(JSON.stringify(rows)).not.toMatch(/2026-0137|matter\//);
    expect(await notices.figures()).toEqual({ waiting: 0, failed: 1, toCall: 0, sms: 'gateway', email: 'smtp' });
    await notices.retry(noticeId.parse(`${owed.id}-${expert.accountId}-email`));
    expect((await notices.figures()).waiting).toBe(1);
  });

  it('[NOT10] a one-time code is on no screen and is forgotten once it is sent', async () => {
    const party = { party: partId.parse('d'.repeat(24)), of: requestId.parse('b'.repeat(24)) };
    const notices = world.notices({ people: { ...noPeople, party: async () => citizenContact } });
    await world.owe('code.once', { code: '473829', minutes: 10 }, party);
    await notices.tick();
    expect(world.sent.map(({ text }) => text)).toEqual([expect.stringContaining('473829')]);
    expect(world.told).toEqual([]);
    expect(await world.everythingStored()).not.toContain('473829');
  });
});

const noPeople = {
  accountsOf: async () => [],
  citizen: async () => null,
  party: async () => null,
  newLink: async () => '',
};

/** As much of SMTP as one message needs. */
async function mailServer(): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server: Server = createServer((socket) => {
    let text = '';
    let isData = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (isData) {
        text += chunk;
        if (!text.endsWith('\r\n.\r\n')) return;
        isData = false;
        received.push(text);
        text = '';
        socket.write('250 taken\r\n');
        return;
      }
      isData = chunk.startsWith('DATA');
      if (chunk.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write(isData ? '354 go on\r\n' : '250 fine\r\n');
    });
    socket.on('error', () => undefined);
    socket.write('220 test\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  return { url: `smtp://127.0.0.1:${portOf(server.address()).port}`, received };
}
