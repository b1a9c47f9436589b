import type { Connection } from 'mongoose';
import { agreementState, agreementType, signatureStrokes, signingWay } from '#shared/agreements.ts';
import { accountId, agreementId, fileHash, partId, requestId } from '#shared/kit/ids.ts';
import { guarded } from '../db/errors.ts';
import { outboxOf } from '../db/outbox-schema.ts';
import { trusted } from '../db/schema-options.ts';
import { createYearCounter } from '../db/year-counter.ts';
import type { Outbox, OwedNotice } from '../kernel/outbox.ts';
import { type AgreementDocument, agreementModel } from './agreement.model.ts';
import type { AgreementData, PartyData, StoredScan } from './agreement-data.ts';

export type AgreementRepo = Outbox & {
  insert(agreement: AgreementData): Promise<void>;
  /** Writes it over the one with the revision before it, with what is owed to people for it; false if that is not there any more. */
  replace(agreement: AgreementData, owed?: readonly OwedNotice[]): Promise<boolean>;
  find(id: string): Promise<AgreementData | null>;
  byToken(token: string): Promise<AgreementData | null>;
  /** Oldest first. */
  ofRequest(id: string): Promise<AgreementData[]>;
  /** When each agreement of these matters was concluded. */
  concludedOf(requestIds: readonly string[]): Promise<{ requestId: string; at: number }[]>;
  nextNumber(year: number): Promise<number>;
  eachConcluded(visit: (agreement: AgreementData) => Promise<void>): Promise<void>;
};

export function createAgreementRepo(connection: Connection): AgreementRepo {
  const model = agreementModel(connection);
  const one = (filter: Record<string, unknown>): Promise<AgreementData | null> =>
    guarded(async () => {
      const row = await model.findOne(filter).lean();
      return row === null ? null : agreementOf(row);
    });

  return {
    ...outboxOf(model),
    insert: (agreement) => guarded(async () => void (await model.create(documentOf(agreement)))),
    replace: (agreement, owed = []) =>
      guarded(async () => {
        const { _id, ...fields } = documentOf(agreement);
        const push = owed.length > 0 ? { $push: { outbox: { $each: [...owed] } } } : {};
        const before = { _id, revision: agreement.revision - 1 };
        return (await model.updateOne(before, { $set: fields, ...push })).matchedCount === 1;
      }),
    find: (id) => one({ _id: id }),
    byToken: (verifyToken) => one({ verifyToken }),
    ofRequest: (id) =>
      guarded(async () => (await model.find({ requestId: id }).sort({ createdAt: 1 }).lean()).map(agreementOf)),
    concludedOf: (ids) =>
      guarded(async () => {
        const concluded = { requestId: trusted({ $in: [...ids] }), concludedAt: trusted({ $ne: null }) };
        const rows = await model.find(concluded, { requestId: 1, concludedAt: 1 }).lean();
        return rows.flatMap(({ requestId: of, concludedAt }) =>
          concludedAt === null ? [] : [{ requestId: of, at: concludedAt.getTime() }],
        );
      }),
    nextNumber: createYearCounter(connection, 'agreementCounters'),
    eachConcluded: (visit) =>
      guarded(async () => {
        const concluded = model.find({ state: 'concluded' }).lean().cursor();
        for await (const row of concluded) await visit(agreementOf(row));
      }),
  };
}

type Written = Omit<AgreementDocument, 'outbox'>;

const dateOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
const msOrNull = (date: Date | null): number | null => date?.getTime() ?? null;
const withDate = <T extends { at: number }>(row: T) => ({ ...row, at: new Date(row.at) });
const withMs = <T extends { at: Date }>(row: T) => ({ ...row, at: row.at.getTime() });

function documentOf({ id, verifyToken, ...agreement }: AgreementData): Written {
  return {
    ...agreement,
    _id: id,
    ...(verifyToken !== null && { verifyToken }),
    parties: agreement.parties.map((party) => ({
      ...party,
      identity: party.identity && withDate(party.identity),
      code: party.code && { ...party.code, expiresAt: new Date(party.code.expiresAt) },
      signature: party.signature && withDate(party.signature),
    })),
    signedPaper: agreement.signedPaper && withDate(agreement.signedPaper),
    seal: agreement.seal && withDate(agreement.seal),
    createdAt: new Date(agreement.createdAt),
    presentedAt: dateOrNull(agreement.presentedAt),
    concludedAt: dateOrNull(agreement.concludedAt),
    timeline: agreement.timeline.map(withDate),
    inspections: agreement.inspections.map(withDate),
  };
}

function agreementOf({ _id, outbox: _outbox, ...row }: AgreementDocument): AgreementData {
  return {
    ...row,
    id: agreementId.parse(_id),
    requestId: requestId.parse(row.requestId),
    type: agreementType.parse(row.type),
    way: signingWay.parse(row.way),
    state: agreementState.parse(row.state),
    expertId: accountId.parse(row.expertId),
    parties: row.parties.map(partyOf),
    signedPaper: row.signedPaper && scanOf(row.signedPaper),
    seal: row.seal && scanOf(row.seal),
    verifyToken: row.verifyToken ?? null,
    createdAt: row.createdAt.getTime(),
    presentedAt: msOrNull(row.presentedAt),
    concludedAt: msOrNull(row.concludedAt),
    timeline: row.timeline.map((move) => ({
      ...withMs(move),
      from: agreementState.parse(move.from),
      to: agreementState.parse(move.to),
    })),
    inspections: row.inspections.map(withMs),
  };
}

function partyOf({ identity, code, signature, ...party }: AgreementDocument['parties'][number]): PartyData {
  return {
    ...party,
    id: partId.parse(party.id),
    phone: party.phone ?? null,
    identity: identity && { ...withMs(identity), how: identity.how === 'camera' ? 'camera' : 'inPerson' },
    code: code && { ...code, expiresAt: code.expiresAt.getTime() },
    signature: signature && {
      ...withMs(signature),
      way: signingWay.parse(signature.way),
      strokes: signatureStrokes.nullable().parse(signature.strokes),
    },
  };
}

const scanOf = (scan: NonNullable<AgreementDocument['seal']>): StoredScan => ({
  ...withMs(scan),
  hash: fileHash.parse(scan.hash),
  byId: accountId.parse(scan.byId),
});
