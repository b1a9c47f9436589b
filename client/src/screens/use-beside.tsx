import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsultationDetail, PartKind } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { Beside } from '../features/consultations/beside.ts';
import { CitizensFiles, StaffsFiles } from '../features/requests/file-shelf.tsx';
import { paths } from '../lib/paths.ts';
import { useMatterRoute, useRoute, useRouteOf } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { CitizensRecord, StaffsRecord } from './call-record.tsx';

/** Whoever else is in a talk (guests, other parties, supervisors) has no record of it. */
const readers: readonly PartKind[] = ['citizen', 'expert', 'department'];

/** What the rest of the product lays beside the faces for this person: the matter's files, and the record. */
export function useBeside(detail: ConsultationDetail, identity: Identity): Beside {
  const files = useFiles(detail, identity);
  const record = useRecord(detail, identity);
  return { ...record, ...(files && { files: <div className="call-files">{files}</div> }) };
}

const refreshMs = 8_000;

function mayReadMatter({ parts, ownPartId }: ConsultationDetail, identity: Identity): boolean {
  const own = parts.find(({ partId }) => partId === ownPartId);
  return identity !== 'device' && own !== undefined && readers.includes(own.kind);
}

function useFiles(detail: ConsultationDetail, identity: Identity): ReactNode {
  const { requestId } = detail;
  const mayRead = mayReadMatter(detail, identity);
  const own = useMatterRoute('myMatter', {}, { isEnabled: mayRead && identity === 'matter', refreshMs });
  const desk = useRoute('getRequest', { requestId }, { isEnabled: mayRead && identity === 'staff', refreshMs });
  if (!mayRead) return null;
  if (own.data) return <CitizensFiles files={own.data.files} mayAdd={own.data.mayWithdraw} />;
  if (!desk.data?.may.seeFiles) return null;
  return <StaffsFiles requestId={requestId} files={desk.data.files} mayAdd={desk.data.may.addFile} />;
}

function useRecord(detail: ConsultationDetail, identity: Identity): Beside {
  const { t } = useTranslation('papers');
  const { id: consultationId, requestId, parts, ownPartId } = detail;
  const mayRead = mayReadMatter(detail, identity);
  const list = useRouteOf(identity, 'listRecords', { requestId }, { isEnabled: mayRead, refreshMs });
  if (!mayRead) return {};
  const found = list.data?.records.find((record) => record.consultationId === consultationId);
  const record = found?.mayRead ? found : undefined;
  if (identity === 'matter') {
    if (!record) return {};
    return {
      record: <CitizensRecord recordId={record.id} />,
      isRecordNew: record.state === 'presented',
      after: (
        <LinkButton look="primary" isLarge to={paths.matterRecord(record.id)}>
          {t('check.title')}
        </LinkButton>
      ),
    };
  }
  const isLead = parts.some(({ partId, isLead }) => isLead && partId === ownPartId);
  const mayWrite = isLead && (list.data?.mayWrite ?? false);
  return {
    record: (
      <StaffsRecord
        requestId={requestId}
        consultationId={consultationId}
        recordId={record?.id ?? null}
        mayWrite={mayWrite}
      />
    ),
    after: record && (
      <LinkButton look="primary" isLarge to={paths.record(record.id)}>
        {t('record.goOn')}
      </LinkButton>
    ),
  };
}
