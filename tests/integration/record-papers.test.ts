import { describe, expect, it } from 'vitest';
import { verifyRecords } from '../../server/src/records/verify-records.ts';
import { citizen, lead } from '../support/paper-world.ts';
import { wordsByPage } from '../support/papers-read.ts';
import { full, RecordSuite } from '../support/record-suite.ts';

const suite = new RecordSuite();

describe('the paper', () => {
  it('[REC13] says what the record says, page by page, with number, hash and a masked phone', {
    timeout: 60_000,
  }, async () => {
    const { id, hash } = await suite.presented({
      ...full,
      facts: `${'邻居把田埂挖掉，种了玉米。'.repeat(150)}最后一句。`,
    });
    await suite.world.records.closing.confirm(citizen, id, hash);
    await suite.world.records.closing.add(lead, id, '补充：已经和村委会联系。');
    const { body, fileName } = await suite.world.records.pdf(citizen, id);
    const record = await suite.stateOf(id);
    expect(fileName).toBe(`${record.number}.pdf`);
    const pages = await wordsByPage(body);
    const plain = pages.join('');
    for (const words of [
      '咨询笔录',
      record.number ?? '',
      '最后一句',
      '可以要求恢复原状',
      '核对无误',
      '已经和村委会联系',
      '138****5678',
    ]) {
      expect(plain).toContain(words);
    }
    expect(plain).toContain(record.hash);
    expect(plain).not.toContain('13812345678');
    expect(pages.length).toBeGreaterThan(1);
    expect(plain).toContain(`第${pages.length}页共${pages.length}页`);
  });

  it('[REC16] a firm’s record is the check-up sheet with its risks', { timeout: 60_000 }, async () => {
    suite.world.firmName = '舒兰米业有限公司';
    const id = await suite.open();
    const risks = [{ id: id as never, risk: '合同没有盖章', level: 'high' as const, advice: '补签并盖章' }];
    const { record } = await suite.save(id, 'window-1', 0, { facts: '做大米生意', risks, outcome: 'answered' });
    const { hash } = await suite.world.records.closing.present(lead, id, record.revision);
    await suite.world.records.closing.confirm(citizen, id, hash ?? '');
    const { body } = await suite.world.records.pdf(lead, id);
    const plain = (await wordsByPage(body)).join('');
    for (const words of ['法治体检单', '舒兰米业有限公司', '合同没有盖章', '补签并盖章'])
      expect(plain).toContain(words);
  });

  it('[REC14] a changed byte is found by verify and by whoever scans the code', async () => {
    const id = await suite.closed();
    const token = (await suite.stateOf(id)).verifyToken ?? '';
    expect(await suite.world.papers.check(token)).toMatchObject({ result: 'valid', kind: 'record' });
    await suite.world.connection
      .collection('records')
      .updateOne({ _id: id as never }, { $set: { 'content.advice': '不可以要求恢复原状。' } });
    expect(await suite.world.papers.check(token)).toMatchObject({ result: 'altered' });
    expect(await verifyRecords(suite.world.repos.records)).toEqual([expect.stringContaining('is not what was closed')]);
  });

  it('[PAP1] the check says nothing of the content, and knows no paper that is not closed', async () => {
    const { id } = await suite.presented();
    const token = (await suite.stateOf(id)).verifyToken ?? '';
    expect(await suite.world.papers.check(token)).toEqual({ result: 'unknown' });
    expect(await suite.world.papers.check('x'.repeat(22))).toEqual({ result: 'unknown' });
    await suite.world.records.closing.refuse(lead, id, '电话里说不签');
    await suite.world.records.closing.close(lead, id);
    const said = await suite.world.papers.check(token);
    expect(Object.keys(said).sort()).toEqual(['date', 'hash', 'kind', 'number', 'result']);
  });
});
