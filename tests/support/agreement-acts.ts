import type { AgreementType, SignatureStrokes } from '#shared/agreements.ts';
import { partId } from '#shared/kit/ids.ts';
import type { AgreementData } from '../../server/src/agreements/agreement-data.ts';
import type { StoredFile } from '../../server/src/kernel/file-store.ts';
import { bearer, citizen, lead, matter, type PaperWorld } from './paper-world.ts';

/** What the lead expert and the parties of an agreement do, as one line each. */
export function agreementActs(world: PaperWorld) {
  const strokes: SignatureStrokes = [
    Array.from({ length: 30 }, (_, n): [number, number, number] => [
      100 + n * 20,
      200 + Math.round(Math.sin(n) * 60),
      50,
    ]),
    Array.from({ length: 20 }, (_, n): [number, number, number] => [300, 80 + n * 15, 70]),
  ];
  const mediator = { name: '王建国', committee: '东街道人民调解委员会' };
  const text = '一、协议内容\n甲方于2026年12月1日前恢复田埂原状。\n\n二、其他\n双方今后和睦相处。';

  async function draft(type: AgreementType = 'settlement', over: object = {}): Promise<AgreementData> {
    const { drafting } = world.agreements;
    const made = await drafting.create(lead, matter, type);
    const parties = made.parties.map(({ id, name, isCitizen }) => ({
      id,
      name,
      isCitizen,
      idTail: '123X',
      address: '东一社区',
      phone: null,
    }));
    const body = {
      title: made.title,
      text,
      way: 'screen' as const,
      mediator: type === 'mediation' ? mediator : null,
      parties,
    };
    return drafting.update(lead, made.id, made.revision, { ...body, ...over });
  }
  async function presented(type: AgreementType = 'settlement', over: object = {}): Promise<AgreementData> {
    const made = await draft(type, over);
    return world.agreements.drafting.present(lead, made.id, made.revision);
  }
  const partyOf = ({ parties }: AgreementData, isCitizen: boolean) =>
    parties.find((party) => party.isCitizen === isCitizen)?.id ?? partId.parse('0'.repeat(24));
  const callerOf = (agreement: AgreementData, isCitizen: boolean) =>
    isCitizen ? citizen : bearer('party', matter, partyOf(agreement, false));
  const codeFor = async (agreement: AgreementData, isCitizen: boolean): Promise<string> =>
    (await world.agreements.signing.checkIdentity(lead, agreement.id, partyOf(agreement, isCitizen), 'camera')).code ??
    '';
  const sign = (agreement: AgreementData, isCitizen: boolean, code: string, over: object = {}) =>
    world.agreements.signing.sign(callerOf(agreement, isCitizen), agreement.id, {
      textHash: agreement.textHash ?? '',
      code,
      strokes,
      device: 'Mozilla/5.0 (Linux; Android 12) 微信',
      ...over,
    });
  async function signed(agreement: AgreementData): Promise<AgreementData> {
    await sign(agreement, true, await codeFor(agreement, true));
    return sign(agreement, false, await codeFor(agreement, false));
  }
  const pdfBytes = Buffer.from('%PDF-1.7 scanned');
  const store = async (bytes: Uint8Array = pdfBytes): Promise<StoredFile> => {
    async function* source() {
      yield bytes;
    }
    return world.files.put(source(), 1_000_000);
  };

  return { draft, presented, partyOf, callerOf, codeFor, sign, signed, store, text };
}
