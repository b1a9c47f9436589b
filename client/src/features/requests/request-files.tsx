import { useTranslation } from 'react-i18next';
import { StaffsFiles } from './file-shelf.tsx';
import type { RequestView } from './request-story.tsx';

/** Files and photos on the page of a matter, for those who may see them. */
export function RequestFiles({ request }: { request: RequestView }) {
  const { t } = useTranslation('requests');
  const { id, files, may } = request;
  if (!may.seeFiles) return null;
  return (
    <section className="card stack" aria-label={t('matter.files')}>
      <h2>{t('matter.files')}</h2>
      <StaffsFiles requestId={id} files={files} mayAdd={may.addFile} />
    </section>
  );
}
