import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ExpertPage } from '../features/experts/expert-page.tsx';
import { paths } from '../lib/paths.ts';
import { useRoute } from '../lib/query.ts';
import { Bar } from '../ui/plain/bar.tsx';
import { LinkButton } from '../ui/plain/button.tsx';
import { Page } from '../ui/plain/page.tsx';
import { Answered } from '../ui/plain/state.tsx';

/** One expert, for everybody. */
export function ExpertScreen() {
  const { t } = useTranslation('experts');
  const accountId = useParams().accountId ?? '';
  const answer = useRoute('publicExpert', { accountId });
  const back = (
    <LinkButton to={paths.experts} look="quiet">
      {t('back')}
    </LinkButton>
  );
  return (
    <>
      <Bar home={paths.home} />
      <Page title={answer.data?.name ?? t('title')} width="reading" actions={back}>
        <Answered of={answer}>{(expert) => <ExpertPage expert={expert} />}</Answered>
      </Page>
    </>
  );
}
