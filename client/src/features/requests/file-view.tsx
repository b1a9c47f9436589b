import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestFile } from '#shared/request-facts.ts';
import type { Download } from '../../lib/http-client.ts';
import { usePictureUrl } from '../../lib/use-picture-url.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Failed, Loading } from '../../ui/plain/state.tsx';

/** The file as it is, or one page of it as a picture. */
export type FetchFile = (file: RequestFile, page?: number) => Promise<Download>;

const isPicture = ({ contentType }: RequestFile): boolean => /^image\/(jpeg|png|webp|gif)$/.test(contentType);
/** Photos, and PDFs page by page; everything else is saved. */
export const isShown = (file: RequestFile): boolean => isPicture(file) || file.pages !== null;

type FileViewProps = { file: RequestFile; fetchFile: FetchFile; onSave: () => void; onClose: () => void };

/** One file as large as there is room: fits the width first, and a tap shows it at its own size. */
export function FileView({ file, fetchFile, onSave, onClose }: FileViewProps) {
  const { t } = useTranslation(['requests', 'common']);
  const [page, setPage] = useState(1);
  const [isLarge, setLarge] = useState(false);
  const shownPage = isPicture(file) ? undefined : page;
  const picture = usePictureUrl(`${file.id} ${shownPage}`, () => fetchFile(file, shownPage));
  const pages = file.pages ?? 1;
  return (
    // Wherever it is shown, it wants the room.
    <div className="file-view" data-wide="">
      <div className="file-view__bar">
        <Button onClick={onClose}>{t('files.back')}</Button>
        {pages > 1 && (
          <>
            <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
              {t('files.before')}
            </Button>
            <span role="status">{t('files.page', { page, pages })}</span>
            <Button disabled={page === pages} onClick={() => setPage(page + 1)}>
              {t('files.next')}
            </Button>
          </>
        )}
        <Button onClick={() => setLarge(!isLarge)}>{isLarge ? t('files.fit') : t('files.larger')}</Button>
        <Button look="quiet" onClick={onSave}>
          {t('files.save')}
        </Button>
      </div>
      <div className="file-view__sheet" data-large={isLarge || undefined}>
        {picture.error ? (
          <Failed error={picture.error} onRetry={picture.again} />
        ) : picture.url ? (
          <img src={picture.url} alt={t('files.pictureOf', { name: file.name, page })} />
        ) : (
          <Loading />
        )}
      </div>
    </div>
  );
}
