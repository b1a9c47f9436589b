import type { AgreementDetail, agreementRoutes } from '#shared/agreements.ts';
import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import { detailView, summaryView } from './agreement.views.ts';
import type { AgreementData } from './agreement-data.ts';
import type { Agreements } from './agreements.ts';

type Deps = { agreements: Agreements; verifyUrl: (token: string) => string };

export function createAgreementRoutes({ agreements, verifyUrl }: Deps): Handlers<typeof agreementRoutes, RouteCall> {
  const { drafting, signing } = agreements;
  const shown = async (caller: Caller, agreement: AgreementData): Promise<AgreementDetail> =>
    detailView(agreement, await agreements.accessOf(caller, agreement), verifyUrl);

  return {
    async listAgreements({ requestId }, { caller }) {
      const { agreements: rows, mayWrite } = await agreements.list(caller, requestId);
      return { agreements: rows.map(({ agreement, access }) => summaryView(agreement, access)), mayWrite };
    },
    createAgreement: async ({ requestId, type }, { caller }) =>
      shown(caller, await drafting.create(caller, requestId, type)),
    async getAgreement({ agreementId }, { caller }) {
      const { agreement, access } = await agreements.get(caller, agreementId);
      return detailView(agreement, access, verifyUrl);
    },
    async inspectAgreement({ agreementId, reason }, { caller }) {
      const { agreement, access } = await agreements.inspect(caller, agreementId, reason);
      return detailView(agreement, access, verifyUrl);
    },
    updateAgreement: async ({ agreementId, revision, ...body }, { caller }) =>
      shown(caller, await drafting.update(caller, agreementId, revision, body)),
    presentAgreement: async ({ agreementId, revision }, { caller }) =>
      shown(caller, await drafting.present(caller, agreementId, revision)),
    async makePartyLink({ agreementId, partyId }, { caller }) {
      const { url, expiresAt } = await signing.makeLink(caller, agreementId, partyId);
      return { url, expiresAt: expiresAt.toISOString() };
    },
    async checkIdentity({ agreementId, partyId, how }, { caller }) {
      const { code, expiresAt } = await signing.checkIdentity(caller, agreementId, partyId, how);
      return { code, expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() };
    },
    signAgreement: async ({ agreementId, ...given }, { caller, userAgent }) =>
      shown(caller, await signing.sign(caller, agreementId, { ...given, device: userAgent })),
    refuseAgreement: async ({ agreementId, reason }, { caller }) =>
      shown(caller, await signing.refuse(caller, agreementId, reason)),
    withdrawAgreement: async ({ agreementId, reason }, { caller }) =>
      shown(caller, await drafting.withdraw(caller, agreementId, reason)),
    async uploadSignedPaper({ agreementId, bearsSeal }, { caller, receiveFile }) {
      // Who may not is refused before the bytes are taken in.
      await agreements.get(caller, agreementId);
      const file = await receiveFile();
      return shown(caller, await signing.addSignedPaper(caller, agreementId, file, bearsSeal === 'yes'));
    },
    async uploadSeal({ agreementId }, { caller, receiveFile }) {
      await agreements.get(caller, agreementId);
      return shown(caller, await signing.addSeal(caller, agreementId, await receiveFile()));
    },
    async agreementScan({ agreementId, which }, { caller }) {
      const { path, ...file } = await agreements.scan(caller, agreementId, which);
      return { ...file, isInline: true, content: { path } };
    },
    async agreementPdf({ agreementId }, { caller }) {
      const { fileName, body } = await agreements.pdf(caller, agreementId);
      return { fileName, contentType: 'application/pdf', isInline: true, content: { body } };
    },
  };
}
