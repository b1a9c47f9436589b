import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../lib/env.ts';
import { fillPath } from '../../lib/http-client.ts';
import './expert-photo.css';

type ExpertPhotoProps = { expert: { id: string; name: string; photo: string | null }; isLarge?: boolean };

/** The photo, or the first character of the name where there is none or it does not arrive. */
export function ExpertPhoto({ expert, isLarge = false }: ExpertPhotoProps) {
  const { t } = useTranslation('experts');
  const [broken, setBroken] = useState<string | null>(null);
  const { id, name, photo } = expert;
  const className = isLarge ? 'expert-photo expert-photo--large' : 'expert-photo';
  if (photo === null || broken === photo) {
    return (
      <span className={className} aria-hidden="true">
        {Array.from(name)[0]}
      </span>
    );
  }
  const { url } = fillPath(contract.routes.expertPhoto.path, { accountId: id });
  return (
    <img
      className={className}
      src={`${url}?v=${photo}`}
      alt={t('photoOf', { name })}
      loading="lazy"
      onError={() => setBroken(photo)}
    />
  );
}
