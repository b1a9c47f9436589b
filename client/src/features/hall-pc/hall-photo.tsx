import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomPhotoRules } from '#shared/room-photos.ts';
import { useLinkState } from '../../live-react/link-word.tsx';
import { useLive } from '../../live-react/use-live.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Dialog } from '../../ui/plain/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/plain/notice.tsx';
import { Tick } from '../../ui/plain/tick.tsx';
import { HallCamera } from './hall-camera.tsx';
import { OwnPhotos, useOwnPhotos } from './own-photos.tsx';
import type { PhotoDraft } from './use-photo-draft.ts';

type HallPhotoProps = { photo: PhotoDraft; isOnStage: boolean; onClose: () => void };

/** One photo of the room, by hand: seen, taken again if wanted, and sent once the room has agreed. */
export function HallPhoto({ photo, isOnStage, onClose }: HallPhotoProps) {
  const { t } = useTranslation(['roomPhotos', 'common']);
  const lectureId = useLive(({ lecture }) => lecture?.lectureId ?? '');
  const { data } = useOwnPhotos();
  const own = data?.photos.filter((each) => each.lectureId === lectureId) ?? [];
  const hasLine = useLinkState() !== 'down';
  // Of one photo each: the next one is agreed to anew.
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const [triedWith, setTriedWith] = useState<string | null>(null);
  const told = useRef<HTMLElement>(null);
  const { draft, share, isSent } = photo;
  const isFull = own.length >= roomPhotoRules.mostOfHall;
  const mayTake = data?.isOn === true && !isFull;
  const isAgreed = draft !== null && draft.id === agreedTo;
  const isTried = draft !== null && draft.id === triedWith;
  const send = () => {
    setTriedWith(draft?.id ?? null);
    if (isAgreed) photo.send(lectureId);
    else told.current?.querySelector('input')?.focus();
  };
  return (
    <Dialog
      title={t('dialog.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button isLarge onClick={onClose}>
            {t('common:action.close')}
          </Button>
          {draft && (
            <Button
              look="primary"
              isLarge
              isBusy={share !== null}
              disabled={isOnStage || !hasLine || !mayTake}
              onClick={send}
            >
              {share === null ? t('dialog.send') : t('dialog.sending', { n: Math.round(share * 100) })}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p className="soft">{t('dialog.hint')}</p>
        <ErrorNotice error={photo.error} />
        {draft && isOnStage && <Notice look="attention">{t('dialog.onStage')}</Notice>}
        {draft && !hasLine && <Notice look="attention">{t('dialog.noLine')}</Notice>}
        {isFull && <Notice>{t('dialog.full', { n: own.length })}</Notice>}
        {draft ? (
          <div className="hall-photo__sending">
            <Taken photo={photo} />
            <section ref={told} className="stack hall-photo__told">
              <Told days={data?.keptDays ?? 0} />
              <Tick
                isOn={isAgreed}
                onChange={(isOn) => setAgreedTo(isOn ? draft.id : null)}
                words={t('notice.agree')}
              />
              {isTried && !isAgreed && (
                <p className="field__error" role="alert">
                  {t('notice.needed')}
                </p>
              )}
            </section>
          </div>
        ) : isSent ? (
          <Notice look="fine" actions={!isFull && <Button onClick={photo.another}>{t('dialog.another')}</Button>}>
            {t('dialog.sent')}
          </Notice>
        ) : (
          mayTake && <HallCamera photo={photo} />
        )}
        {own.length > 0 && (
          <section className="stack">
            <h3>{t('own.title')}</h3>
            <OwnPhotos photos={own} />
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Taken({ photo: { draft, share, another } }: { photo: PhotoDraft }) {
  const { t } = useTranslation('roomPhotos');
  if (draft === null) return null;
  return (
    <div className="stack">
      <img className="hall-photo__picture" src={draft.url} alt={t('dialog.taken')} />
      <div className="row">
        <Button isLarge disabled={share !== null} onClick={another}>
          {t('dialog.again')}
        </Button>
        {draft.isSmall && <span className="soft">{t('dialog.thin')}</span>}
        {share !== null && <span role="status">{t('dialog.keepsGoing')}</span>}
      </div>
    </div>
  );
}

/** What the people in the room are to be told, in words to read out. A change of them is a new `roomPhotoNotice`. */
function Told({ days }: { days: number }) {
  const { t } = useTranslation('roomPhotos');
  return (
    <>
      <h3>{t('notice.title')}</h3>
      <ul>
        {t('notice.points', { returnObjects: true, n: days }).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </>
  );
}
