import { beforeAll, describe, expect, it } from 'vitest';
import type { AgreementDetail } from '#shared/agreements.ts';
import { startTestApp, type TestApp } from '../support/harness.ts';
import { type LedMatter, ledMatter } from '../support/led-matter.ts';
import { smsWith, tokenIn } from '../support/sms-file.ts';
import { places, World } from '../support/world.ts';

let app: TestApp;
let matter: LedMatter;
const partyPhone = '13922223333';

beforeAll(async () => {
  app = await startTestApp();
  matter = await ledMatter(await World.build(app), places.ownHall);
}, 60_000);

const draft = async (): Promise<AgreementDetail> => {
  const { lead } = matter;
  const made = await lead.call('createAgreement', { requestId: matter.id, type: 'settlement' });
  const parties = made.partyRows.map(({ id, name, idTail, address, isCitizen }) => {
    return { id, name, idTail, address, isCitizen, phone: isCitizen ? '' : '139 2222 3333' };
  });
  const text = '一、协议内容\n甲方于2026年12月1日前恢复田埂原状。';
  const { id: agreementId, revision, title } = made;
  return lead.call('updateAgreement', { agreementId, revision, title, text, way: 'screen', mediator: null, parties });
};

describe('another party of the matter', () => {
  it('[AGR13] is told on its own telephone, by a link of its own that opens what it is to sign', async () => {
    const { lead, citizen } = matter;
    const { id: agreementId, revision, partyRows } = await draft();
    expect(partyRows).toMatchObject([{ phone: '' }, { name: '张三', phone: partyPhone }]);
    await lead.call('presentAgreement', { agreementId, revision });
    const sms = await smsWith(app, partyPhone, '协议');
    const party = app.client('matter');
    expect(await party.call('openMatterLink', { token: tokenIn(sms) })).toMatchObject({ role: 'party' });
    const seen = await party.call('getAgreement', { agreementId });
    expect(seen).toMatchObject({ maySign: true, partyRows: [{ isMe: false }, { isMe: true, phone: '139****3333' }] });
    expect((await citizen.call('getAgreement', { agreementId })).partyRows).toMatchObject([
      { isMe: true },
      { phone: '139****3333' },
    ]);
    expect(await party.send('myMatter', {})).toMatchObject({ error: { code: 'forbidden' } });
    const { notices } = await party.call('matterNotices', {});
    expect(notices).toMatchObject([{ kind: 'agreement.toSign' }]);
  });

  it('[AGR13] is who it was in an earlier text of the matter', async () => {
    const [first, second] = [await draft(), await draft()];
    expect(second.partyRows.map(({ id }) => id)).toEqual(first.partyRows.map(({ id }) => id));
    expect(second.partyRows).toMatchObject([{}, { phone: partyPhone }]);
  });

  it('[CON28] who is called to a meeting is told when it is moved and when it is off', async () => {
    const { lead, citizen, id: requestId } = matter;
    const [, other] = (await draft()).partyRows;
    const { slots } = await citizen.call('consultationSlots', { requestId });
    const [startAt = '', later = ''] = [slots[4], slots.at(-1)];
    const { id: consultationId } = await citizen.call('bookConsultation', { requestId, startAt });
    await lead.call('inviteToConsultation', { consultationId, who: { kind: 'party', partyId: other?.id ?? '' } });
    const invited = await smsWith(app, partyPhone, '请您参加');
    const party = app.client('matter');
    await party.call('openMatterLink', { token: tokenIn(invited) });
    expect(await party.call('getConsultation', { consultationId })).toMatchObject({ startAt });
    await citizen.call('moveConsultation', { consultationId, startAt: later });
    for (const phone of [partyPhone, matter.phone]) await smsWith(app, phone, '改到');
    await citizen.call('cancelConsultation', { consultationId, reason: '已和好' });
    for (const phone of [partyPhone, matter.phone]) await smsWith(app, phone, '已取消');
    const { rows } = await lead.call('listNotices', {});
    expect(rows.find(({ kind }) => kind === 'consultation.moved')).toMatchObject({ requestId, consultationId });
  });
});
