import type { Caller } from '#shared/kit/caller.ts';
import type { AgreementId, RequestId } from '#shared/kit/ids.ts';
import type { PaperCheck } from '#shared/papers.ts';
import { AppError } from '../kernel/app-error.ts';
import type { AgreementData } from './agreement-data.ts';
import { type AgreementDrafting, createAgreementDrafting } from './agreement-drafting.ts';
import { agreementPaper } from './agreement-paper.ts';
import type { AgreementsDeps } from './agreement-ports.ts';
import { type AgreementSigning, createAgreementSigning } from './agreement-signing.ts';
import { type Access, createAgreementStore, noAccess } from './agreement-store.ts';
import { isIntact } from './verify-agreements.ts';

export type Agreements = {
  readonly drafting: AgreementDrafting;
  readonly signing: AgreementSigning;
  get(caller: Caller, id: AgreementId): Promise<{ agreement: AgreementData; access: Access }>;
  accessOf(caller: Caller, agreement: AgreementData): Promise<Access>;
  /** A matter's agreements as far as this caller may know of them. */
  list(
    caller: Caller,
    id: RequestId,
  ): Promise<{ agreements: { agreement: AgreementData; access: Access }[]; mayWrite: boolean }>;
  inspect(caller: Caller, id: AgreementId, reason: string): Promise<{ agreement: AgreementData; access: Access }>;
  pdf(caller: Caller, id: AgreementId): Promise<{ fileName: string; body: Uint8Array<ArrayBuffer> }>;
  scan(
    caller: Caller,
    id: AgreementId,
    which: 'signedPaper' | 'seal',
  ): Promise<{ fileName: string; contentType: string; path: string }>;
  check(token: string): Promise<PaperCheck | null>;
};

const MAX_INSPECTIONS = 100;
const extensions: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

export function createAgreements(deps: AgreementsDeps): Agreements {
  const { repo, render, verifyUrl, files, clock } = deps;
  const store = createAgreementStore(deps);
  return {
    drafting: createAgreementDrafting({ ...deps, store }),
    signing: createAgreementSigning({ ...deps, store }),
    get: (caller, id) => store.load(caller, id),
    accessOf: (caller, agreement) => store.accessOf(caller, agreement),
    async list(caller, id) {
      const { mayList, mayWrite, isOutcomeOnly } = await reachOf(deps, caller, id);
      if (!mayList) throw new AppError('not_found', 'agreement_unknown');
      const all = await Promise.all(
        (await repo.ofRequest(id)).map(async (agreement) => ({
          agreement,
          access: await store.accessOf(caller, agreement),
        })),
      );
      return { agreements: isOutcomeOnly ? all : all.filter(({ access }) => access.mayRead), mayWrite };
    },
    async inspect(caller, id, reason) {
      if (caller.role !== 'supervisor') throw new AppError('forbidden', 'role_not_allowed');
      const row = { by: caller.name, reason, at: clock.now() };
      const agreement = await store.change(id, (before) => ({
        after: { ...before, inspections: [...before.inspections, row].slice(-MAX_INSPECTIONS) },
      }));
      return { agreement, access: { ...noAccess, mayRead: true } };
    },
    async pdf(caller, id) {
      const { agreement } = await store.load(caller, id);
      if (agreement.state === 'draft') throw new AppError('invalid_state', 'agreement_draft');
      return { fileName: `${agreement.number}.pdf`, body: await render(agreementPaper(agreement, verifyUrl)) };
    },
    async scan(caller, id, which) {
      const { agreement } = await store.load(caller, id);
      const scan = agreement[which];
      if (scan === null) throw new AppError('not_found', 'agreement_unknown');
      const fileName = `${agreement.number}-${which === 'seal' ? '盖章' : '签署'}.${extensions[scan.contentType] ?? 'bin'}`;
      return { fileName, contentType: scan.contentType, path: files.pathOf(scan.hash) };
    },
    async check(token) {
      const agreement = await repo.byToken(token);
      if (agreement?.state !== 'concluded' || agreement.concludedAt === null || agreement.hash === null) return null;
      return {
        result: (await isIntact(agreement, files.read)) ? 'valid' : 'altered',
        kind: agreement.type,
        number: agreement.number ?? '',
        date: new Date(agreement.concludedAt).toISOString(),
        hash: agreement.hash,
      };
    },
  };
}

type Reach = { mayList: boolean; mayWrite: boolean; isOutcomeOnly: boolean };

async function reachOf({ matterOf, isCalledIn }: AgreementsDeps, caller: Caller, id: RequestId): Promise<Reach> {
  const none: Reach = { mayList: false, mayWrite: false, isOutcomeOnly: false };
  const matter = await matterOf(id);
  if (matter === null) return none;
  switch (caller.role) {
    case 'citizen':
    case 'party':
      return { ...none, mayList: caller.requestId === id };
    case 'supervisor':
      return { ...none, mayList: true, isOutcomeOnly: true };
    case 'organizer':
      return { ...none, mayList: matter.ownerOrgPath.startsWith(caller.orgPath), isOutcomeOnly: true };
    case 'expert':
    case 'department': {
      const mayWrite = caller.role === 'expert' && matter.expertId === caller.accountId;
      return { ...none, mayWrite, mayList: mayWrite || (await isCalledIn(id, caller.accountId)) };
    }
    default:
      return none;
  }
}
