import type { Caller } from '#shared/kit/caller.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { OrgId } from '#shared/kit/ids.ts';
import type { RecordDetail, recordRoutes } from '#shared/records.ts';
import type { RouteCall } from '../kernel/call.ts';
import { detailView, keptView, summaryView } from './record.views.ts';
import type { RecordData } from './record-data.ts';
import type { Records } from './records.ts';

type Deps = { records: Records; verifyUrl: (token: string) => string; orgName: (id: OrgId) => string };

export function createRecordRoutes({ records, verifyUrl, orgName }: Deps): Handlers<typeof recordRoutes, RouteCall> {
  const { writing, closing } = records;
  const shown = async (caller: Caller, record: RecordData): Promise<RecordDetail> =>
    detailView(record, await records.accessOf(caller, record), verifyUrl);

  return {
    async listRecords({ requestId }, { caller }) {
      const { records: rows, mayWrite } = await records.list(caller, requestId);
      return { records: rows.map(({ record, access }) => summaryView(record, access)), mayWrite };
    },
    openRecord: async ({ requestId, consultationId, form }, { caller }) =>
      shown(caller, await writing.open(caller, requestId, consultationId, form)),
    async getRecord({ recordId }, { caller }) {
      const { record, access } = await records.get(caller, recordId);
      return detailView(record, access, verifyUrl);
    },
    async inspectRecord({ recordId, reason }, { caller }) {
      const record = await closing.inspect(caller, recordId, reason);
      const access = { isLead: false, mayRead: true, mayAnswer: false, isCitizen: false };
      return detailView(record, access, verifyUrl);
    },
    async saveRecordDraft({ recordId, ...save }, { caller }) {
      const { record, newer, conflicts } = await writing.save(caller, recordId, save);
      const { revision, savedAt } = record;
      return { revision, savedAt: new Date(savedAt).toISOString(), newer, conflicts, kept: keptView(record) };
    },
    dropKeptText: async ({ recordId, keptId }, { caller }) =>
      shown(caller, await writing.dropKept(caller, recordId, keptId)),
    async answerInRecord({ recordId, text }, { caller }) {
      const own = caller.role === 'department' ? orgName(caller.orgId) : '';
      return shown(caller, await writing.answer(caller, recordId, text, own));
    },
    presentRecord: async ({ recordId, revision }, { caller }) =>
      shown(caller, await closing.present(caller, recordId, revision)),
    reviseRecord: async ({ recordId }, { caller }) => shown(caller, await closing.revise(caller, recordId)),
    confirmRecord: async ({ recordId, hash }, { caller }) =>
      shown(caller, await closing.confirm(caller, recordId, hash)),
    objectToRecord: async ({ recordId, hash, words }, { caller }) =>
      shown(caller, await closing.object(caller, recordId, hash, words)),
    refuseRecord: async ({ recordId, words }, { caller }) =>
      shown(caller, await closing.refuse(caller, recordId, words)),
    closeRecord: async ({ recordId }, { caller }) => shown(caller, await closing.close(caller, recordId)),
    addToRecord: async ({ recordId, text }, { caller }) => shown(caller, await closing.add(caller, recordId, text)),
    async recordPdf({ recordId }, { caller }) {
      const { fileName, body } = await records.pdf(caller, recordId);
      return { fileName, contentType: 'application/pdf', isInline: true, content: { body } };
    },
  };
}
