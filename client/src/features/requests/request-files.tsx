import { useTranslation } from 'react-i18next';
import { StaffsFiles } from './file-shelf.tsx';
import type { RequestView } from './request-story.tsx';

/** Files and photos on the page of a matter. Who may only add one, as a window does, sees none. */
export function RequestFiles({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests');
  const { id, files, may } = request;
  if (!may.seeFiles && !may.addFile) return null;
  return (
    <section className="card stack" aria-label={t('matter.files')}>
      <h2>{t('matter.files')}</h2>
      {!may.seeFiles && <p className="soft">{t('detail.filesUnseen')}</p>}
      <StaffsFiles requestId={id} files={may.seeFiles ? files : null} mayAdd={may.addFile} />
    </section>
  );
}
