import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AgreementId } from '#shared/kit/ids.ts';
import { detailView } from '../../server/src/agreements/agreement.views.ts';
import { verifyAgreements } from '../../server/src/agreements/verify-agreements.ts';
import { agreementActs } from '../support/agreement-acts.ts';
import { rejection } from '../support/outcome.ts';
import {
  bearer,
  calledIn,
  citizen,
  department,
  lead,
  matter,
  organizer,
  otherMatter,
  PaperWorld,
  stranger,
  supervisor,
} from '../support/paper-world.ts';
import { wordsByPage } from '../support/papers-read.ts';

const MINUTE = 60_000;
let world: PaperWorld;
let acts: ReturnType<typeof agreementActs>;

beforeAll(async () => {
  world = await PaperWorld.build();
  acts = agreementActs(world);
});
afterEach(async () => {
  await world.connection.collection('agreements').deleteMany({});
});

const verify = () => verifyAgreements(world.repos.agreements, world.files.read);
const now = async (id: AgreementId) => (await world.agreements.get(lead, id)).agreement;

describe('drafting', () => {
  it('[AGR2] a text that gives up a right, and one with blanks, is not presented', async () => {
    const fresh = await world.agreements.drafting.create(lead, matter, 'mediation');
    expect(fresh.text).toContain('邻居占了我家的田埂');
    const refused = await rejection(world.agreements.drafting.present(lead, fresh.id, fresh.revision));
    expect(refused).toMatchObject({ fields: [{ path: 'text', reason: 'agreement_has_blanks' }, { path: 'mediator' }] });
    const bad = await acts.draft('settlement', { text: '乙方今后不得上访。' });
    expect(await rejection(world.agreements.drafting.present(lead, bad.id, bad.revision))).toMatchObject({
      fields: [{ path: 'text', reason: 'agreement_waives', params: { words: '乙方今后不得上访' } }],
    });
  });

  it('[AGR3] what the signature law keeps from screens is presented on paper only', async () => {
    const made = await acts.draft('settlement', { text: '遗产由长子继承。' });
    const present = (revision: number) => world.agreements.drafting.present(lead, made.id, revision);
    expect(await rejection(present(made.revision))).toMatchObject({
      fields: [{ path: 'way', reason: 'agreement_needs_paper' }],
    });
  });

  it('[AGR1] two windows do not overwrite each other, and what was presented is not changed', async () => {
    const made = await acts.draft();
    const { title, parties } = made;
    const body = { title, text: '另一个窗口', way: 'screen' as const, mediator: null, parties: [...parties] };
    const plain = {
      ...body,
      parties: parties.map(({ id, name, idTail, address, phone, isCitizen }) => ({
        id,
        name,
        idTail,
        address,
        phone,
        isCitizen,
      })),
    };
    expect(await rejection(world.agreements.drafting.update(lead, made.id, made.revision - 1, plain))).toMatchObject({
      reason: 'agreement_changed',
    });
    await world.agreements.drafting.present(lead, made.id, made.revision);
    expect(await rejection(world.agreements.drafting.update(lead, made.id, made.revision + 1, plain))).toMatchObject({
      reason: 'agreement_presented',
    });
    expect(await world.kinds('agreements')).toEqual(['agreement.toSign', 'agreement.toSign']);
  });
});

describe('signing', () => {
  it('[AGR4] nobody signs before the identity was checked, and the code holds ten minutes, five tries, once', async () => {
    const agreement = await acts.presented();
    expect(await rejection(acts.sign(agreement, true, '000000'))).toMatchObject({ reason: 'agreement_code_needed' });
    const code = await acts.codeFor(agreement, true);
    const wrong = code === '000000' ? '000001' : '000000';
    for (const left of [4, 3, 2, 1]) {
      expect(await rejection(acts.sign(agreement, true, wrong))).toMatchObject({
        reason: 'agreement_code_wrong',
        params: { left },
      });
    }
    expect(await rejection(acts.sign(agreement, true, wrong))).toMatchObject({ reason: 'agreement_code_over' });
    expect(await rejection(acts.sign(agreement, true, code))).toMatchObject({ reason: 'agreement_code_over' });
    const second = await acts.codeFor(agreement, true);
    await world.clock.advance(10 * MINUTE);
    expect(await rejection(acts.sign(agreement, true, second))).toMatchObject({ reason: 'agreement_code_over' });
    const third = await acts.codeFor(agreement, true);
    // The other party's code is another one, even if it were the same figures.
    await acts.codeFor(agreement, false);
    expect(await acts.sign(agreement, true, third)).toMatchObject({ state: 'presented' });
    expect(await rejection(acts.sign(agreement, true, third))).toMatchObject({ reason: 'agreement_signed_already' });
    expect(JSON.stringify(await world.connection.collection('agreements').findOne({}))).not.toContain(`"${third}"`);
  });

  it('[AGR5] each party signs for itself, exactly this text, and the last signature concludes it', async () => {
    const agreement = await acts.presented();
    const code = await acts.codeFor(agreement, true);
    expect(await rejection(acts.sign(agreement, true, code, { textHash: 'f'.repeat(64) }))).toMatchObject({
      reason: 'agreement_changed',
    });
    expect(await rejection(acts.sign(agreement, true, code, { strokes: [[[1, 1, 50]]] }))).toMatchObject({
      reason: 'agreement_no_signature',
    });
    const first = await acts.sign(agreement, true, code);
    expect(first).toMatchObject({ state: 'presented', hash: null });
    const { access } = await world.agreements.get(acts.callerOf(agreement, false), agreement.id);
    expect(detailView(first, access, String)).toMatchObject({ signed: 1, parties: 2, maySign: true });
    const done = await acts.sign(agreement, false, await acts.codeFor(agreement, false));
    expect(done).toMatchObject({ state: 'concluded', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(done.parties[0]?.signature).toMatchObject({
      way: 'screen',
      by: '李桂兰',
      device: expect.stringContaining('Android'),
    });
    expect(await verify()).toEqual([]);
  });

  it('[AGR5] both sign at once, and both signatures are there', async () => {
    const agreement = await acts.presented();
    const codes = [await acts.codeFor(agreement, true), await acts.codeFor(agreement, false)];
    await Promise.all([acts.sign(agreement, true, codes[0] ?? ''), acts.sign(agreement, false, codes[1] ?? '')]);
    const done = await now(agreement.id);
    expect(done.state).toBe('concluded');
    expect(done.parties.every(({ signature }) => signature !== null)).toBe(true);
  });

  it('[AGR6] a mediation waits for the seal, and then shows the 30 days of [AGR9]', async () => {
    const agreement = await acts.signed(await acts.presented('mediation'));
    expect(agreement).toMatchObject({ state: 'signed', hash: null });
    expect(await rejection(world.agreements.signing.addSeal(calledIn, agreement.id, await acts.store()))).toMatchObject(
      {
        code: 'forbidden',
      },
    );
    expect(
      await rejection(
        world.agreements.signing.addSeal(department, agreement.id, await acts.store(Buffer.from('<html>'))),
      ),
    ).toMatchObject({ reason: 'scan_type' });
    const done = await world.agreements.signing.addSeal(department, agreement.id, await acts.store());
    expect(done.timeline.map(({ to }) => to)).toEqual(['presented', 'signed', 'sealed', 'concluded']);
    const { access } = await world.agreements.get(citizen, agreement.id);
    const until = new Date((done.concludedAt ?? 0) + 30 * 24 * 60 * MINUTE).toISOString();
    expect(detailView(done, access, String)).toMatchObject({ judicialUntil: until });
    expect(await verify()).toEqual([]);
  });

  it('[AGR7] the paper way needs the scan of the paper, after every identity was checked', async () => {
    const agreement = await acts.presented('settlement', { way: 'paper', text: '遗产由长子继承。' });
    const { signing } = world.agreements;
    expect(await rejection(acts.sign(agreement, true, '000000'))).toMatchObject({ reason: 'agreement_wrong_way' });
    expect(await rejection(signing.addSignedPaper(lead, agreement.id, await acts.store(), false))).toMatchObject({
      reason: 'agreement_identity_first',
    });
    for (const { id } of agreement.parties) {
      expect(await signing.checkIdentity(lead, agreement.id, id, 'inPerson')).toEqual({ code: null, expiresAt: null });
    }
    const done = await signing.addSignedPaper(lead, agreement.id, await acts.store(), false);
    expect(done).toMatchObject({
      state: 'concluded',
      parties: [{ signature: { way: 'paper' } }, { signature: { way: 'paper' } }],
    });
    expect(await world.agreements.scan(citizen, agreement.id, 'signedPaper')).toMatchObject({
      contentType: 'application/pdf',
    });
  });

  it('[AGR10] a party refuses, or the expert withdraws before the last signature; nobody signs after that', async () => {
    const refused = await acts.presented();
    const code = await acts.codeFor(refused, true);
    await world.agreements.signing.refuse(acts.callerOf(refused, false), refused.id, '钱太少');
    expect(await rejection(acts.sign(refused, true, code))).toMatchObject({ reason: 'agreement_refused' });
    const withdrawn = await acts.presented();
    await acts.sign(withdrawn, true, await acts.codeFor(withdrawn, true));
    await world.agreements.drafting.withdraw(lead, withdrawn.id, '写错了金额');
    expect(await now(withdrawn.id)).toMatchObject({ state: 'withdrawn', endReason: '写错了金额' });
    const done = await acts.signed(await acts.presented());
    expect(await rejection(world.agreements.drafting.withdraw(lead, done.id, '晚了'))).toMatchObject({
      reason: 'agreement_concluded',
    });
  });
});

describe('who may do what', () => {
  it('[AGR11] a party sees what it is in and nothing else', async () => {
    const made = await acts.draft();
    const { agreements } = world;
    expect(await rejection(agreements.get(citizen, made.id))).toMatchObject({ code: 'not_found' });
    const shown = await agreements.drafting.present(lead, made.id, made.revision);
    const other = bearer('party', matter, '0'.repeat(24));
    for (const caller of [other, bearer('citizen', otherMatter), stranger, organizer]) {
      expect(await rejection(agreements.get(caller, made.id))).toMatchObject({ code: 'not_found' });
    }
    expect((await agreements.list(other, matter)).agreements).toEqual([]);
    expect((await agreements.list(acts.callerOf(shown, false), matter)).agreements).toHaveLength(1);
    expect((await agreements.list(organizer, matter)).agreements).toMatchObject([{ access: { mayRead: false } }]);
    const link = await agreements.signing.makeLink(lead, made.id, acts.partyOf(shown, false));
    expect(link.url).toContain('/matter/');
    expect(await rejection(agreements.signing.makeLink(lead, made.id, acts.partyOf(shown, true)))).toMatchObject({
      fields: [{ path: 'partyId' }],
    });
    expect(await rejection(agreements.signing.makeLink(calledIn, made.id, acts.partyOf(shown, false)))).toMatchObject({
      code: 'forbidden',
    });
    await agreements.inspect(supervisor, made.id, '复查');
    expect((await agreements.get(citizen, made.id)).agreement.inspections).toMatchObject([{ reason: '复查' }]);
  });
});

describe('the paper', () => {
  it('[AGR12] is there to be printed before, and shows signatures, number and hash afterwards', {
    timeout: 60_000,
  }, async () => {
    const agreement = await acts.presented('mediation');
    const read = async () => (await wordsByPage((await world.agreements.pdf(citizen, agreement.id)).body)).join('');
    expect(await read()).toContain('未生效');
    await acts.signed(agreement);
    await world.agreements.signing.addSeal(lead, agreement.id, await acts.store());
    const done = await now(agreement.id);
    const plain = await read();
    for (const words of [
      '人民调解协议书',
      done.number ?? '',
      '恢复田埂原状',
      '签署时间',
      '王建国',
      '三十日内',
      '123X',
    ]) {
      expect(plain).toContain(words);
    }
    expect(plain).toContain(done.hash);
    expect(plain).not.toContain('未生效');
  });

  it('[AGR8] a changed byte of text, signature or scan is found', async () => {
    const done = await acts.signed(await acts.presented('mediation'));
    await world.agreements.signing.addSeal(lead, done.id, await acts.store());
    const { verifyToken, seal } = await now(done.id);
    expect(await world.papers.check(verifyToken ?? '')).toMatchObject({ result: 'valid', kind: 'mediation' });
    const collection = world.connection.collection('agreements');
    const was = await collection.findOne({});
    const tamper = async (change: object) => {
      await collection.updateOne({ _id: done.id as never }, { $set: change });
      const found = (await verify()).length;
      await collection.replaceOne({ _id: done.id as never }, was ?? {});
      return found;
    };
    expect(await tamper({ text: `${acts.text}。` })).toBe(1);
    expect(await tamper({ 'parties.0.signature.strokes.0.0.0': 101 })).toBe(1);
    expect(await tamper({ 'parties.1.name': '张四' })).toBe(1);
    expect(await verify()).toEqual([]);
    if (seal !== null) await world.files.remove(seal.hash);
    expect(await verify()).toEqual([expect.stringContaining('is not what was signed')]);
    expect(await world.papers.check(verifyToken ?? '')).toMatchObject({ result: 'altered' });
  });
});
