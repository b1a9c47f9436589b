import { useTranslation } from 'react-i18next';
import { CitizensFiles } from './file-shelf.tsx';
import type { MatterView } from './matter-progress.tsx';

/** Files and photos on the citizen's own page. */
export function MatterFiles({ matter }: { matter: MatterView }) {
  const { t } = useTranslation('requests');
  return (
    <section className="card stack" aria-label={t('matter.files')}>
      <h2>{t('matter.files')}</h2>
      <CitizensFiles files={matter.files} mayAdd={matter.mayWithdraw} />
    </section>
  );
}
