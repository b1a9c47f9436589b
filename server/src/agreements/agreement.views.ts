import type { AgreementDetail, AgreementParty, AgreementSummary } from '#shared/agreements.ts';
import { maskPhone } from '../kernel/mask-phone.ts';
import { judicialUntil, mayAct, needsSeal } from './agreement.rules.ts';
import type { AgreementData, PartyData } from './agreement-data.ts';
import { progressOf } from './agreement-signing.ts';
import type { Access } from './agreement-store.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
const withIso = <T extends { at: number }>(row: T) => ({ ...row, at: iso(row.at) });

export function summaryView(agreement: AgreementData, { mayRead }: Pick<Access, 'mayRead'>): AgreementSummary {
  return {
    id: agreement.id,
    requestId: agreement.requestId,
    type: agreement.type,
    number: agreement.number,
    state: agreement.state,
    way: agreement.way,
    ...progressOf(agreement),
    createdAt: iso(agreement.createdAt),
    concludedAt: isoOrNull(agreement.concludedAt),
    judicialUntil: isoOrNull(judicialUntil(agreement)),
    mayRead,
  };
}

export function detailView(
  agreement: AgreementData,
  access: Access,
  verifyUrl: (token: string) => string,
): AgreementDetail {
  const { own } = access;
  const isConcluded = agreement.state === 'concluded';
  return {
    ...summaryView(agreement, access),
    requestNumber: agreement.requestNumber,
    title: agreement.title,
    text: agreement.text,
    textHash: agreement.textHash,
    hash: agreement.hash,
    verifyUrl: isConcluded && agreement.verifyToken !== null ? verifyUrl(agreement.verifyToken) : null,
    partyRows: agreement.parties.map((party) => partyView(party, access)),
    needsSeal: needsSeal(agreement.type),
    mediator: agreement.mediator && { ...agreement.mediator },
    seal: agreement.seal && { by: agreement.seal.by, at: iso(agreement.seal.at) },
    hasSignedPaper: agreement.signedPaper !== null,
    revision: agreement.revision,
    endReason: agreement.endReason,
    timeline: agreement.timeline.map(withIso),
    inspections: agreement.inspections.map(withIso),
    mayWrite: access.isLead,
    maySeal: (access.isLead || access.isDepartment) && mayAct(agreement.state, 'seal'),
    maySign: own !== null && own.signature === null && agreement.way === 'screen' && mayAct(agreement.state, 'sign'),
  };
}

const partyView = (
  { identity, signature, code: _code, phone, ...party }: PartyData,
  { own, isLead }: Access,
): AgreementParty => ({
  ...party,
  phone: isLead ? (phone ?? '') : maskPhone(phone ?? ''),
  identityCheckedAt: isoOrNull(identity?.at ?? null),
  identityCheckedBy: identity?.by ?? null,
  signedAt: isoOrNull(signature?.at ?? null),
  signedWay: signature?.way ?? null,
  device: signature?.device ?? null,
  strokes: signature?.strokes ?? null,
  isMe: own?.id === party.id,
});
