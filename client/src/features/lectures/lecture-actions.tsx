import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../../lib/error-text.ts';
import type { RouteOutput } from '../../lib/http-client.ts';
import { paths } from '../../lib/paths.ts';
import { useAction } from '../../lib/query.ts';
import { Button, LinkButton } from '../../ui/plain/button.tsx';
import { Confirm } from '../../ui/plain/confirm.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { Field } from '../../ui/plain/field.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { toast } from '../../ui/plain/toast.tsx';

type Detail = RouteOutput<'getLecture'>;
type LectureActionsProps = { lecture: Detail; isLecturer: boolean; maySeeLive: boolean };
const stale = ['getLecture', 'listLectures', 'lectureAttendance'] as const;

/** What may be done with a lecture in its present state; cancelling stands last. */
export function LectureActions({ lecture, isLecturer, maySeeLive }: LectureActionsProps) {
  const { t } = useTranslation('lectures');
  const [asked, setAsked] = useState<'publish' | 'cancel' | null>(null);
  const { state, mayPlan, mayDirect } = lecture;
  const isPlanned = state === 'draft' || state === 'published';
  const isOn = state === 'published' || state === 'live' || state === 'paused';
  const close = () => setAsked(null);
  return (
    <>
      {isLecturer && isOn && (
        <LinkButton to={paths.studio(lecture.id)} look="primary">
          {t(mayDirect ? 'detail.studio' : 'detail.studioSpare')}
        </LinkButton>
      )}
      {maySeeLive && !isLecturer && isOn && (
        <LinkButton to={paths.liveWall(lecture.id)} look="primary">
          {t('detail.live')}
        </LinkButton>
      )}
      {mayPlan && state === 'draft' && (
        <Button look="primary" onClick={() => setAsked('publish')}>
          {t('detail.publish')}
        </Button>
      )}
      {mayPlan && isPlanned && <LinkButton to={paths.editLecture(lecture.id)}>{t('detail.edit')}</LinkButton>}
      {mayPlan && isPlanned && (
        <Button look="quiet-danger" onClick={() => setAsked('cancel')}>
          {t('detail.cancel')}
        </Button>
      )}
      {asked === 'publish' && <PublishDialog lecture={lecture} onClose={close} />}
      {asked === 'cancel' && <CancelDialog lecture={lecture} onClose={close} />}
    </>
  );
}

type DialogProps = { lecture: Detail; onClose: () => void };

function PublishDialog({ lecture, onClose }: DialogProps) {
  const { t } = useTranslation('lectures');
  const publish = useAction('publishLecture', {
    refreshes: stale,
    onDone: () => {
      toast(t('detail.published'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('detail.publishAsk')}
      act={t('detail.publish')}
      isBusy={publish.isPending}
      error={publish.error}
      onConfirm={() => publish.mutate({ lectureId: lecture.id })}
      onCancel={onClose}
    >
      <p>{t('detail.publishWords', { n: lecture.expectedHalls })}</p>
    </Confirm>
  );
}

function CancelDialog({ lecture, onClose }: DialogProps) {
  const { t } = useTranslation(['lectures', 'common']);
  const formId = useId();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const cancel = useAction('cancelLecture', {
    refreshes: stale,
    onDone: () => {
      toast(t('detail.cancelled'));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() && !cancel.isPending) cancel.mutate({ lectureId: lecture.id, reason: reason.trim() });
  };
  const missing = isTried && !reason.trim() ? t('detail.reasonMissing') : undefined;
  return (
    <Dialog
      title={t('detail.cancelAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.back')}</Button>
          <Button look="danger" type="submit" form={formId} isBusy={cancel.isPending}>
            {t('detail.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p>{t('detail.cancelWords')}</p>
        <Field
          label={t('detail.reason')}
          hint={t('detail.reasonHint')}
          error={missing ?? fieldText(cancel.error, 'reason')}
        >
          <textarea
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <ErrorNotice error={cancel.error} />
      </form>
    </Dialog>
  );
}
