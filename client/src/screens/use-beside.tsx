import { useTranslation } from 'react-i18next';
import type { ConsultationDetail, PartKind } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import type { Beside } from '../features/consultations/beside.ts';
import { paths } from '../lib/paths.ts';
import { useRouteOf } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { CitizensRecord, StaffsRecord } from './call-record.tsx';

/** Whoever else is in a talk (guests, other parties, supervisors) has no record of it. */
const readers: readonly PartKind[] = ['citizen', 'expert', 'department'];

/** What the rest of the product lays beside the faces for this person. */
export function useBeside(detail: ConsultationDetail, identity: Identity): Beside {
  const { t } = useTranslation('papers');
  const { id: consultationId, requestId, parts, ownPartId } = detail;
  const own = parts.find(({ partId }) => partId === ownPartId);
  const mayRead = identity !== 'device' && own !== undefined && readers.includes(own.kind);
  const list = useRouteOf(identity, 'listRecords', { requestId }, { isEnabled: mayRead, refreshMs: 5_000 });
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
  const mayWrite = own.isLead && (list.data?.mayWrite ?? false);
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
