import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffHttp } from '../../lib/http.ts';
import { useRoute } from '../../lib/query.ts';
import { saveFile } from '../../lib/save-file.ts';
import { PollBars } from '../../live-react/poll-bars.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { ErrorNotice } from '../../ui/plain/notice.tsx';
import { Answered, Empty } from '../../ui/plain/state.tsx';
import '../../live-react/day-panel.css';

/** The polls of a lecture with their results, as bars and as a file. */
export function PollsTab({ lectureId }: { lectureId: string }) {
  const { t } = useTranslation('polls');
  const answer = useRoute('lecturePolls', { lectureId }, { refreshMs: 15_000 });
  const [error, setError] = useState<unknown>(null);
  const download = () => {
    setError(null);
    staffHttp.download('pollsCsv', { lectureId }).then(saveFile).catch(setError);
  };
  return (
    <Answered of={answer}>
      {({ polls }) =>
        polls.length === 0 ? (
          <div className="card">
            <Empty title={t('noneHeld')} />
          </div>
        ) : (
          <>
            <div>
              <Button onClick={download}>{t('csv')}</Button>
            </div>
            <ErrorNotice error={error} />
            <ol className="day-panel__list">
              {polls.map((poll) => (
                <li key={poll.id}>
                  <strong>{poll.title}</strong>
                  <small>
                    {t(`kind.${poll.kind}`)} · {t(`counting.${poll.counting}`)} · {t(`state.${poll.state}`)}
                  </small>
                  <PollBars poll={poll} />
                </li>
              ))}
            </ol>
          </>
        )
      }
    </Answered>
  );
}
