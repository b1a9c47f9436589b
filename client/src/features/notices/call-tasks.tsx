import { useTranslation } from 'react-i18next';
import type { CallTask } from '#shared/notices.ts';
import { useAction, useRoute } from '../../lib/query.ts';
import { dateTime } from '../../lib/time.ts';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import { toast } from '../../ui/plain/toast.tsx';
import './notices.css';

/** What is to be told on the telephone because no message gets there, oldest first. */
export function CallTasks() {
  const { t } = useTranslation('notices');
  const answer = useRoute('listCallTasks', {}, { refreshMs: 15_000 });
  return (
    <Answered of={answer}>
      {({ tasks }) =>
        tasks.length === 0 ? (
          <div className="card">
            <Empty title={t('calls.empty')} hint={t('calls.emptyHint')} />
          </div>
        ) : (
          <div className="stack">
            <p className="soft">{t('calls.hint')}</p>
            <ul className="notice-list" aria-label={t('calls.title')}>
              {tasks.map((task) => (
                <Task key={task.id} task={task} />
              ))}
            </ul>
          </div>
        )
      }
    </Answered>
  );
}

function Task({ task: { id: noticeId, text, name, phone, at } }: { task: CallTask }) {
  const { t } = useTranslation('notices');
  const reveal = useAction('revealCallPhone');
  const finish = useAction('finishCallTask', {
    refreshes: ['listCallTasks'],
    onDone: () => toast(t('calls.done')),
  });
  const whole = reveal.data?.phone;
  const act = (result: 'told' | 'unreachable') => finish.mutate({ noticeId, result });
  return (
    <li className="notice-list__one">
      <div className="notice-list__words">
        <p>
          <strong>{name}</strong> {whole ? <a href={`tel:${whole}`}>{whole}</a> : phone || t('calls.noPhone')}{' '}
          <span className="soft small">{dateTime(at)}</span>
        </p>
        <p>{text}</p>
        <ErrorNotice error={reveal.error ?? finish.error} />
      </div>
      <div className="row">
        {phone !== '' && !whole && (
          <Button isBusy={reveal.isPending} onClick={() => reveal.mutate({ noticeId })}>
            {t('calls.reveal')}
          </Button>
        )}
        <Button look="primary" isBusy={finish.isPending} onClick={() => act('told')}>
          {t('calls.told')}
        </Button>
        <Button isBusy={finish.isPending} onClick={() => act('unreachable')}>
          {t('calls.unreachable')}
        </Button>
      </div>
    </li>
  );
}
