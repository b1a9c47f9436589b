import type { PartId, RequestId } from '#shared/kit/ids.ts';
import { createAgreementRoutes } from '../agreements/agreement.routes.ts';
import type { AgreementMatter, AgreementsDeps } from '../agreements/agreement-ports.ts';
import { createAgreements } from '../agreements/agreements.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Disposer } from '../kernel/disposer.ts';
import type { FileStore } from '../kernel/file-store.ts';
import type { Logger } from '../kernel/logger.ts';
import { createPaperRoutes } from '../papers/paper.routes.ts';
import { createPapers, type Papers } from '../papers/papers.ts';
import { createRecordRoutes } from '../records/record.routes.ts';
import type { RecordMatter, RecordsDeps } from '../records/record-ports.ts';
import { createRecords } from '../records/records.ts';
import { newId } from './new-id.ts';
import type { People } from './people.ts';
import type { Stores } from './stores.ts';

/** What whoever keeps the matters and their meetings tells. */
export type PaperMatters = Pick<RecordsDeps, 'meetingOf' | 'isCalledIn' | 'conclude' | 'confirmDays'> & {
  matterOf: (id: RequestId) => Promise<(RecordMatter & AgreementMatter) | null>;
  /** Prefixes of the county's numbers, e.g. 舒咨录. */
  prefixes: () => { record: string; agreement: string };
};

export type PapersPartDeps = {
  config: Config;
  stores: Stores;
  people: People;
  files: FileStore;
  matters: PaperMatters;
  clock: Clock;
  log: Logger;
  owner: Disposer;
};

/** Where Debian's package fonts-noto-cjk puts it. */
const debianFont = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

/** Records and agreements, and the papers that both become. */
export function composePapers({ config, stores, people, files, matters, clock, log, owner }: PapersPartDeps) {
  const verifyUrl = (token: string): string => `${config.publicUrl}/verify/${token}`;
  const papers: Papers = createPapers({
    fontFile: config.CJK_FONT ?? debianFont,
    issuers: [
      (token) => records.check(token),
      (token) => agreements.check(token),
      (token) => stores.certificates.check(token),
    ],
    log,
  });
  const common = { ...matters, render: papers.render, verifyUrl, newId, clock, log };
  const records = owner.own(
    'records',
    createRecords({ ...common, repo: stores.records, numberPrefix: () => matters.prefixes().record }),
  );
  const agreements = createAgreements({
    ...common,
    repo: stores.agreements,
    makeLink: linksFace(people, config.publicUrl),
    files,
    numberPrefix: () => matters.prefixes().agreement,
    hashCode: people.auth.hash,
  });
  const orgName = (id: string): string => people.orgs.get(id)?.name ?? '';
  return {
    records,
    agreements,
    render: papers.render,
    routes: {
      ...createRecordRoutes({ records, verifyUrl, orgName }),
      ...createAgreementRoutes({ agreements, verifyUrl }),
      ...createPaperRoutes(papers),
    },
  };
}

export type PapersPart = ReturnType<typeof composePapers>;

/** A party has one link at a time: whoever held an older one is out. */
function linksFace({ auth }: People, publicUrl: string): AgreementsDeps['makeLink'] {
  return async ({ requestId, partyId, name }: { requestId: RequestId; partyId: PartId; name: string }) => {
    await auth.matterLinks.revokeOf(requestId, { role: 'party', partyId });
    const subject = { role: 'party' as const, requestId, consultationId: null, partyId, name };
    const { token, expiresAt } = await auth.matterLinks.make(subject);
    return { url: `${publicUrl}/matter/${token}`, expiresAt };
  };
}
