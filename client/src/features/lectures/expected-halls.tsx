import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { hallsWithin, matches } from '../../lib/org-tree.ts';
import { useRoute } from '../../lib/query.ts';
import { DataTable } from '../../ui/console/data-table.tsx';
import { Notice } from '../../ui/plain/notice.tsx';
import { SearchBox } from '../../ui/plain/search-box.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';

type Detail = RouteOutput<'getLecture'>;
type Expected = { id: string; name: string; townshipName: string; pinyin: string };

/** Who is to come: the stored list once the lecture is published, before that what its audience says now. */
export function ExpectedHalls({ lecture }: { lecture: Detail }) {
  const { t } = useTranslation('lectures');
  const isDraft = lecture.state === 'draft';
  const [search, setSearch] = useState('');
  const answer = useExpected(lecture);
  return (
    <Answered of={answer}>
      {(halls) => (
        <>
          {isDraft && <Notice>{t('halls.draftNote')}</Notice>}
          <div className="row">
            <SearchBox label={t('halls.search')} value={search} onSearch={setSearch} />
            <p className="soft">{t('halls.count', { n: halls.length })}</p>
          </div>
          <DataTable
            caption={t('halls.caption')}
            rows={halls.filter((hall) => matches(hall, search))}
            rowKey={(hall) => hall.id}
            columns={[
              { key: 'hall', title: t('halls.hall'), cell: (hall) => hall.name },
              { key: 'township', title: t('halls.township'), cell: (hall) => hall.townshipName },
            ]}
            empty={<Empty title={t('halls.empty')} hint={t('halls.emptyHint')} />}
          />
        </>
      )}
    </Answered>
  );
}

function useExpected(lecture: Detail) {
  const isStored = lecture.state !== 'draft';
  const tree = useRoute('orgTree', {});
  const report = useRoute('lectureAttendance', { lectureId: lecture.id }, { isEnabled: isStored });
  const data = useMemo((): Expected[] | undefined => {
    if (!tree.data) return undefined;
    const byId = new Map(tree.data.orgs.map((org) => [String(org.id), org]));
    if (isStored) {
      return report.data?.rows.map((row) => ({
        id: row.hallId,
        name: row.hallName,
        townshipName: row.townshipName,
        pinyin: byId.get(row.hallId)?.pinyin ?? '',
      }));
    }
    return hallsWithin(tree.data.orgs, new Set(lecture.audience)).map((org) => {
      const above = org.level === 'village' ? byId.get(org.parentId ?? '') : org;
      return { id: org.id, name: org.name, townshipName: above?.name ?? '', pinyin: org.pinyin };
    });
  }, [tree.data, report.data, isStored, lecture.audience]);
  return {
    data,
    error: tree.error ?? (isStored ? report.error : null),
    refetch: () => Promise.all([tree.refetch(), isStored ? report.refetch() : null]),
  };
}
