import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '../../lib/http-client.ts';
import { usePictureUrl } from '../../lib/use-picture-url.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Failed, Loading } from './state.tsx';
import './picture-dialog.css';

type PictureDialogProps = {
  title: string;
  /** What it shows, for people who cannot see it. */
  alt: string;
  /** Which picture it is. */
  pictureKey: string;
  fetchPicture: () => Promise<Download>;
  onClose: () => void;
  /** Words below it. */
  children?: ReactNode;
};

/** One picture, fetched when this opens and gone from the page when it closes. */
export function PictureDialog({ title, alt, pictureKey, fetchPicture, onClose, children }: PictureDialogProps) {
  const { t } = useTranslation();
  const picture = usePictureUrl(pictureKey, fetchPicture);
  return (
    <Dialog
      title={title}
      isWide
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      <div className="stack">
        {picture.error ? (
          <Failed error={picture.error} onRetry={picture.again} />
        ) : picture.url ? (
          <img className="picture-dialog__picture" src={picture.url} alt={alt} />
        ) : (
          <Loading />
        )}
        {children}
      </div>
    </Dialog>
  );
}
