import { randomBytes } from 'node:crypto';
import type { AgreementType, PartyInput, SigningWay } from '#shared/agreements.ts';
import { type Caller, nameOf } from '#shared/kit/caller.ts';
import { type AgreementId, agreementId, partId, type RequestId } from '#shared/kit/ids.ts';
import { yearOf } from '#shared/kit/time.ts';
import { AppError } from '../kernel/app-error.ts';
import { type OwedNotice, owe } from '../kernel/outbox.ts';
import { partyProblems, problemsOf, textHashOf } from './agreement.rules.ts';
import type { AgreementData, PartyData } from './agreement-data.ts';
import type { AgreementsDeps } from './agreement-ports.ts';
import { type AgreementStore, checkAct, moved } from './agreement-store.ts';
import { templateText, titleOf } from './agreement-templates.ts';

export type AgreementBody = {
  title: string;
  text: string;
  way: SigningWay;
  mediator: { name: string; committee: string } | null;
  parties: PartyInput[];
};

export type AgreementDrafting = {
  create(caller: Caller, id: RequestId, type: AgreementType): Promise<AgreementData>;
  update(caller: Caller, id: AgreementId, revision: number, body: AgreementBody): Promise<AgreementData>;
  present(caller: Caller, id: AgreementId, revision: number): Promise<AgreementData>;
  withdraw(caller: Caller, id: AgreementId, reason: string): Promise<AgreementData>;
};

type Deps = AgreementsDeps & { store: AgreementStore };
const STORY_MAX = 500;

export function createAgreementDrafting(deps: Deps): AgreementDrafting {
  const { repo, store, clock } = deps;
  return {
    async create(caller, id, type) {
      const { matter, lead } = await store.matterForLead(caller, id);
      const known = (await repo.ofRequest(id)).flatMap(({ parties }) => parties);
      const made = draftOf(type, matter, lead, known, deps);
      await repo.insert(made);
      return made;
    },
    async update(caller, id, revision, body) {
      await store.loadAsLead(caller, id);
      const fields = partyProblems(body.parties);
      if (fields.length > 0) throw new AppError('invalid_input', 'invalid_input', { fields });
      return store.change(id, (before) => {
        checkAct(before, 'edit');
        checkRevision(before, revision);
        return { after: { ...before, ...body, parties: body.parties.map(newParty) } };
      });
    },
    async present(caller, id, revision) {
      const draft = await store.loadAsLead(caller, id);
      checkAct(draft, 'present');
      const fields = problemsOf(draft);
      if (fields.length > 0) throw new AppError('invalid_input', 'invalid_input', { fields });
      const year = yearOf(clock.now());
      const number = `${deps.numberPrefix()}〔${year}〕${await repo.nextNumber(year)}号`;
      return store.change(id, (before) => {
        checkAct(before, 'present');
        checkRevision(before, revision);
        const at = clock.now();
        const shown = { ...moved(before, 'presented', { at, by: nameOf(caller) }), number, presentedAt: at };
        const verifyToken = randomBytes(16).toString('base64url');
        const after = { ...shown, verifyToken, textHash: textHashOf(shown) };
        return { after, owed: before.way === 'screen' ? toSign(before, clock.date()) : [] };
      });
    },
    async withdraw(caller, id, reason) {
      await store.loadAsLead(caller, id);
      return store.change(id, (before) => {
        checkAct(before, 'withdraw');
        const after = moved(before, 'withdrawn', { at: clock.now(), by: nameOf(caller), reason });
        return { after: { ...after, endReason: reason } };
      });
    },
  };
}

function draftOf(
  type: AgreementType,
  matter: NonNullable<Awaited<ReturnType<AgreementsDeps['matterOf']>>>,
  lead: { accountId: AgreementData['expertId']; name: string },
  known: readonly PartyData[],
  { newId, clock }: Deps,
): AgreementData {
  const party = (name: string, isCitizen: boolean): PartyData => {
    // The same person as in an earlier text of the matter: the link that was sent opens this one too.
    const before = known.findLast((each) => each.isCitizen === isCitizen && each.name === name);
    if (before !== undefined) return newParty(before);
    return newParty({ id: partId.parse(newId()), name, idTail: null, address: '', phone: null, isCitizen });
  };
  const other = type === 'petitionEnd' || matter.otherParty === null ? [] : [party(matter.otherParty, false)];
  return {
    id: agreementId.parse(newId()),
    requestId: matter.id,
    requestNumber: matter.number,
    type,
    way: 'screen',
    number: null,
    state: 'draft',
    expertId: lead.accountId,
    expertName: lead.name,
    title: titleOf(type),
    text: templateText(type, {
      requestNumber: matter.number,
      citizen: matter.citizenName,
      other: matter.otherParty,
      story: matter.story.slice(0, STORY_MAX),
    }),
    parties: [party(matter.citizenName, true), ...other],
    mediator: null,
    signedPaper: null,
    seal: null,
    textHash: null,
    hash: null,
    verifyToken: null,
    createdAt: clock.now(),
    presentedAt: null,
    concludedAt: null,
    endReason: null,
    timeline: [],
    inspections: [],
    revision: 0,
  };
}

const newParty = (party: PartyInput): PartyData => ({ ...party, identity: null, code: null, signature: null });

function checkRevision(before: AgreementData, revision: number): void {
  if (before.revision !== revision) throw new AppError('conflict', 'agreement_changed');
}

function toSign({ parties, requestId, requestNumber }: AgreementData, at: Date): OwedNotice[] {
  return parties.map(({ id, isCitizen }) =>
    owe({
      kind: 'agreement.toSign',
      to: isCitizen ? { citizen: requestId } : { party: id, of: requestId },
      params: { number: requestNumber, requestId },
      at,
    }),
  );
}
