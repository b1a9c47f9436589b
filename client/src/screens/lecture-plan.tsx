import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useMe } from '../features/auth/use-me.ts';
import { LecturePlan } from '../features/lectures/lecture-plan.tsx';
import { emptyPlan, planOf } from '../features/lectures/plan-form.ts';
import type { RouteOutput } from '../lib/http-client.ts';
import { paths } from '../lib/paths.ts';
import { useAction, useRoute } from '../lib/query.ts';
import { LinkButton } from '../ui/plain/button.tsx';
import { isSaved } from '../ui/plain/leave-guard.tsx';
import { Notice } from '../ui/plain/notice.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';
import { toast } from '../ui/plain/toast.tsx';

export function NewLectureScreen() {
  const { t } = useTranslation(['lectures', 'common']);
  const navigate = useNavigate();
  const choices = usePlanChoices();
  const initial = useMemo(() => emptyPlan(Date.now()), []);
  const create = useAction('createLecture', { refreshes: ['listLectures'] });
  return (
    <Page
      title={t('plan.newTitle')}
      width="reading"
      actions={<LinkButton to={paths.lectures}>{t('common:action.back')}</LinkButton>}
    >
      <Answered of={choices}>
        {({ orgs, lecturers }) => (
          <LecturePlan
            draftKey="lecture-draft-new"
            initial={initial}
            orgs={orgs}
            lecturers={lecturers}
            isPublished={false}
            isBusy={create.isPending}
            error={create.error}
            onSave={(input, forgetDraft) =>
              create.mutate(input, {
                onSuccess: (lecture) => {
                  forgetDraft();
                  toast(t('plan.saved'));
                  void navigate(paths.lecture(lecture.id), isSaved);
                },
              })
            }
          />
        )}
      </Answered>
    </Page>
  );
}

export function EditLectureScreen() {
  const { t } = useTranslation(['lectures', 'common']);
  const lectureId = useParams().lectureId ?? '';
  const lecture = useRoute('getLecture', { lectureId });
  return (
    <Page
      title={t('plan.editTitle')}
      width="reading"
      actions={<LinkButton to={paths.lecture(lectureId)}>{t('common:action.back')}</LinkButton>}
    >
      <Answered of={lecture}>
        {(data) =>
          data.mayPlan && (data.state === 'draft' || data.state === 'published') ? (
            <EditLecture lecture={data} />
          ) : (
            <Notice look="attention">{t('plan.notEditable', { state: t(`common:lectureState.${data.state}`) })}</Notice>
          )
        }
      </Answered>
    </Page>
  );
}

function EditLecture({ lecture }: { lecture: RouteOutput<'getLecture'> }) {
  const { t } = useTranslation('lectures');
  const navigate = useNavigate();
  const choices = usePlanChoices();
  const update = useAction('updateLecture', { refreshes: ['listLectures', 'getLecture', 'lectureAttendance'] });
  return (
    <Answered of={choices}>
      {({ orgs, lecturers }) => (
        <LecturePlan
          draftKey={`lecture-draft-${lecture.id}`}
          initial={planOf(lecture)}
          orgs={orgs}
          lecturers={lecturers}
          isPublished={lecture.state === 'published'}
          isBusy={update.isPending}
          error={update.error}
          onSave={(input, forgetDraft) =>
            update.mutate(
              { ...input, lectureId: lecture.id },
              {
                onSuccess: () => {
                  forgetDraft();
                  toast(t('plan.saved'));
                  void navigate(paths.lecture(lecture.id), isSaved);
                },
              },
            )
          }
        />
      )}
    </Answered>
  );
}

/** The places of one's branch that have a hall, and who may lecture. */
function usePlanChoices() {
  const me = useMe().data;
  const branch = me?.kind === 'staff' ? me.orgPath : '/';
  const tree = useRoute('orgTree', {});
  const people = useRoute('listLecturers', {});
  const data = useMemo(
    () =>
      tree.data &&
      people.data && {
        orgs: tree.data.orgs.filter((org) => org.level !== 'department' && org.path.startsWith(branch)),
        lecturers: people.data.lecturers,
      },
    [tree.data, people.data, branch],
  );
  return {
    data,
    error: tree.error ?? people.error,
    refetch: () => Promise.all([tree.refetch(), people.refetch()]),
  };
}
