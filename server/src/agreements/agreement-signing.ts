import { randomInt } from 'node:crypto';
import { agreementRules, type SignatureStrokes } from '#shared/agreements.ts';
import { type Caller, nameOf, type StaffCaller } from '#shared/kit/caller.ts';
import type { AgreementId, PartId } from '#shared/kit/ids.ts';
import { AppError } from '../kernel/app-error.ts';
import type { StoredFile } from '../kernel/file-store.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import { hashOf, isSignature, scanType, signedCount, stateAfter } from './agreement.rules.ts';
import type { AgreementData, PartyData, StoredScan } from './agreement-data.ts';
import type { AgreementsDeps } from './agreement-ports.ts';
import { type AgreementStore, checkAct, moved, withParty } from './agreement-store.ts';

export type SignatureGiven = { textHash: string; code: string; strokes: SignatureStrokes; device: string };

export type AgreementSigning = {
  makeLink(caller: Caller, id: AgreementId, party: PartId): Promise<{ url: string; expiresAt: Date }>;
  /** The code is null for the paper way, where the pen is used before the expert's eyes. */
  checkIdentity(
    caller: Caller,
    id: AgreementId,
    party: PartId,
    how: 'camera' | 'inPerson',
  ): Promise<{ code: string | null; expiresAt: number | null }>;
  sign(caller: Caller, id: AgreementId, given: SignatureGiven): Promise<AgreementData>;
  refuse(caller: Caller, id: AgreementId, reason: string): Promise<AgreementData>;
  addSignedPaper(caller: Caller, id: AgreementId, file: StoredFile, bearsSeal: boolean): Promise<AgreementData>;
  addSeal(caller: Caller, id: AgreementId, file: StoredFile): Promise<AgreementData>;
};

type Deps = AgreementsDeps & { store: AgreementStore };

export function createAgreementSigning(deps: Deps): AgreementSigning {
  const { store, clock, makeLink } = deps;
  return {
    ...createSignatures(deps),
    ...createScans(deps),
    async makeLink(caller, id, party) {
      const agreement = await store.loadAsLead(caller, id);
      const { isCitizen, name } = partyIn(agreement, party);
      // Whoever asked for help has the matter's own link already.
      if (isCitizen)
        throw new AppError('invalid_input', 'invalid_input', { fields: [{ path: 'partyId', reason: 'not_a_choice' }] });
      return makeLink({ requestId: agreement.requestId, partyId: party, name });
    },
    async refuse(caller, id, reason) {
      const { own } = (await store.load(caller, id)).access;
      if (own === null) throw new AppError('forbidden', 'role_not_allowed');
      return store.change(id, (before) => {
        checkAct(before, 'refuse');
        const after = moved(before, 'refused', { at: clock.now(), by: own.name, reason });
        return { after: { ...after, endReason: reason }, owed: [toExpert(before, 'agreement.refused', clock.date())] };
      });
    },
  };
}

function createSignatures(deps: Deps): Pick<AgreementSigning, 'checkIdentity' | 'sign'> {
  const { store, clock, hashCode } = deps;
  return {
    async checkIdentity(caller, id, party, how) {
      await store.loadAsLead(caller, id);
      const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
      const expiresAt = clock.now() + agreementRules.codeMinutes * 60_000;
      const { way } = await store.change(id, (before) => {
        checkAct(before, 'identify');
        if (partyIn(before, party).signature !== null) throw new AppError('invalid_state', 'agreement_signed_already');
        const identity = { at: clock.now(), by: nameOf(caller), how };
        const fresh = { hash: hashCode(`${party}:${code}`), expiresAt, triesLeft: agreementRules.codeTries };
        return { after: withParty(before, party, { identity, code: before.way === 'screen' ? fresh : null }) };
      });
      return way === 'screen' ? { code, expiresAt } : { code: null, expiresAt: null };
    },
    async sign(caller, id, { textHash, code, strokes, device }) {
      const { own } = (await store.load(caller, id)).access;
      if (own === null) throw new AppError('forbidden', 'role_not_allowed');
      if (!isSignature(strokes)) {
        const fields = [{ path: 'strokes', reason: 'agreement_no_signature' }];
        throw new AppError('invalid_input', 'agreement_no_signature', { fields });
      }
      let refusal: AppError | null = null;
      const agreement = await store.change(id, (before) => {
        const party = partyIn(before, own.id);
        checkSignable(before, party, textHash);
        refusal = codeRefusal(deps, party, code);
        // A wrong try is counted before it is refused.
        if (refusal !== null) return { after: withParty(before, party.id, { code: spent(party) }) };
        const signature = { way: 'screen' as const, at: clock.now(), device, by: own.name, strokes };
        const after = withParty(before, party.id, { signature, code: null });
        return settled(after, { at: clock.now(), by: own.name, date: clock.date() });
      });
      if (refusal !== null) throw refusal;
      return agreement;
    },
  };
}

function createScans({ store, clock }: Deps): Pick<AgreementSigning, 'addSignedPaper' | 'addSeal'> {
  const scanOf = (caller: StaffCaller, file: StoredFile): StoredScan => {
    const contentType = scanType(file.head);
    if (contentType === null) throw new AppError('invalid_input', 'scan_type');
    return { hash: file.hash, contentType, by: caller.name, byId: caller.accountId, at: clock.now() };
  };
  return {
    async addSignedPaper(caller, id, file, bearsSeal) {
      await store.loadAsLead(caller, id);
      const scan = scanOf(staffOf(caller), file);
      return store.change(id, (before) => {
        checkAct(before, 'sign');
        if (before.way !== 'paper') throw new AppError('invalid_state', 'agreement_wrong_way');
        if (before.parties.some(({ identity }) => identity === null)) {
          throw new AppError('invalid_state', 'agreement_identity_first');
        }
        const signature = { way: 'paper' as const, at: clock.now(), device: '', by: nameOf(caller), strokes: null };
        const parties = before.parties.map((party) => ({ ...party, signature }));
        const after = { ...before, parties, signedPaper: scan, seal: bearsSeal ? scan : before.seal };
        return settled(after, { at: clock.now(), by: nameOf(caller), date: clock.date() });
      });
    },
    async addSeal(caller, id, file) {
      const { access } = await store.load(caller, id);
      if (!access.isLead && !access.isDepartment) throw new AppError('forbidden', 'not_lead_expert');
      const scan = scanOf(staffOf(caller), file);
      return store.change(id, (before) => {
        checkAct(before, 'seal');
        return settled({ ...before, seal: scan }, { at: clock.now(), by: nameOf(caller), date: clock.date() });
      });
    },
  };
}

function checkSignable(before: AgreementData, party: PartyData, textHash: string): void {
  if (party.signature !== null) throw new AppError('invalid_state', 'agreement_signed_already');
  checkAct(before, 'sign');
  if (before.way !== 'screen') throw new AppError('invalid_state', 'agreement_wrong_way');
  if (before.textHash !== textHash) throw new AppError('conflict', 'agreement_changed');
  if (party.identity === null || party.code === null) throw new AppError('invalid_state', 'agreement_code_needed');
}

function codeRefusal({ clock, hashCode }: Deps, { id, code }: PartyData, typed: string): AppError | null {
  if (code === null || code.triesLeft < 1 || code.expiresAt <= clock.now()) {
    return new AppError('invalid_state', 'agreement_code_over');
  }
  if (code.hash === hashCode(`${id}:${typed}`)) return null;
  const left = code.triesLeft - 1;
  if (left < 1) return new AppError('invalid_state', 'agreement_code_over');
  const fields = [{ path: 'code', reason: 'agreement_code_wrong', params: { left } }];
  return new AppError('invalid_input', 'agreement_code_wrong', { params: { left }, fields });
}

const spent = ({ code }: PartyData): PartyData['code'] =>
  code && { ...code, triesLeft: Math.max(0, code.triesLeft - 1) };

/** What follows from a signature or a seal: the next state, and with the last one the hash over everything. */
function settled(
  agreement: AgreementData,
  { at, by, date }: { at: number; by: string; date: Date },
): { after: AgreementData; owed: OwedNotice[] } {
  const next = stateAfter(agreement);
  if (next === agreement.state) return { after: agreement, owed: [toExpert(agreement, 'agreement.signed', date)] };
  const isSealed = next === 'concluded' && agreement.seal !== null;
  const before = isSealed ? moved(agreement, 'sealed', { at, by }) : agreement;
  const after = moved(before, next, { at, by });
  if (next !== 'concluded') return { after, owed: [toExpert(agreement, 'agreement.signed', date)] };
  const concluded = { ...after, concludedAt: at };
  return { after: { ...concluded, hash: hashOf(concluded) }, owed: toAll(agreement, date) };
}

function partyIn({ parties }: AgreementData, id: PartId): PartyData {
  const party = parties.find((each) => each.id === id);
  if (party === undefined) throw new AppError('not_found', 'agreement_unknown');
  return party;
}

function staffOf(caller: Caller): StaffCaller {
  if (caller.role === 'expert' || caller.role === 'department') return caller;
  throw new AppError('forbidden', 'role_not_allowed');
}

const toExpert = (
  { expertId, requestId, requestNumber }: AgreementData,
  kind: 'agreement.signed' | 'agreement.refused',
  at: Date,
): OwedNotice => owe({ kind, to: { account: expertId }, params: { number: requestNumber, requestId }, at });

function toAll({ expertId, parties, requestId, requestNumber }: AgreementData, at: Date): OwedNotice[] {
  const params = { number: requestNumber, requestId };
  const told = (to: OwedNotice['to']): OwedNotice => owe({ kind: 'agreement.concluded', to, params, at });
  return [
    told({ account: expertId }),
    ...parties.map(({ id, isCitizen }) => told(isCitizen ? { citizen: requestId } : { party: id, of: requestId })),
  ];
}

/** How far the signing has come, for lists. */
export const progressOf = ({ parties }: AgreementData): { signed: number; parties: number } => ({
  signed: signedCount(parties),
  parties: parties.length,
});
