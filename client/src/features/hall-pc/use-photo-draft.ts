import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roomPhotoNotice, roomPhotoRules } from '#shared/room-photos.ts';
import { uploads } from '../../lib/http.ts';
import { newPartId } from '../../lib/part-id.ts';
import { stillOf } from '../../live/still.ts';
import { toast } from '../../ui/plain/toast.tsx';

type Draft = { id: string; picture: Blob; url: string; isSmall: boolean };

export type PhotoDraft = {
  /** Taken and not sent yet. It waits while the window is closed. */
  draft: Draft | null;
  /** The share that was sent, 0 to 1; null while nothing is under way. */
  share: number | null;
  error: unknown;
  /** The last one has arrived. */
  isSent: boolean;
  /** Rejects where the camera gives no picture. `isThin`: small enough for a line that the lecture needs. */
  take(track: MediaStreamTrack, isThin: boolean): Promise<void>;
  /** What was taken is dropped, what was sent stays sent: the camera is wanted again. */
  another(): void;
  /** One try; the draft stays until it has arrived. */
  send(lectureId: string): void;
};

const sizes = {
  usual: { longestSide: roomPhotoRules.longestSide, mostBytes: 300_000 },
  small: { longestSide: 640, mostBytes: 80_000 },
};

/** A photo on its way from the camera to the server; it goes on while the hall does something else, but not while it speaks. */
export function usePhotoDraft(isOnStage: boolean): PhotoDraft {
  const { t } = useTranslation('roomPhotos');
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSent, setSent] = useState(false);
  const shown = useRef<string | null>(null);
  const sending = useRef<AbortController | null>(null);
  const show = (next: Draft | null) => {
    if (shown.current) URL.revokeObjectURL(shown.current);
    shown.current = next?.url ?? null;
    setError(null);
    setSent(false);
    setDraft(next);
  };
  useEffect(
    () => () => {
      if (shown.current) URL.revokeObjectURL(shown.current);
    },
    [],
  );
  useEffect(() => {
    if (isOnStage) sending.current?.abort();
  }, [isOnStage]);
  return {
    draft,
    share,
    error,
    isSent,
    take: async (track, isThin) => {
      const picture = await stillOf(track, isThin ? sizes.small : sizes.usual);
      // One id for one photo: sent again after a lost answer it is the same.
      show({ id: newPartId(), picture, url: URL.createObjectURL(picture), isSmall: isThin });
    },
    another: () => show(null),
    send: (lectureId) => {
      if (draft === null || share !== null) return;
      setError(null);
      setShare(0);
      const abort = new AbortController();
      sending.current = abort;
      const options = { onProgress: setShare, signal: abort.signal };
      const sent = { lectureId, photoId: draft.id, noticeVersion: roomPhotoNotice };
      uploads
        .device('sendRoomPhoto', sent, draft.picture, options)
        .then(() => {
          show(null);
          setSent(true);
          toast(t('dialog.sent'));
        })
        .catch((failure: unknown) => {
          if (!abort.signal.aborted) setError(failure);
        })
        .finally(() => {
          setShare(null);
          void client.invalidateQueries({ queryKey: ['ownRoomPhotos'] });
        });
    },
  };
}
