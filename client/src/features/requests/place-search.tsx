import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../lib/http-client.ts';
import { matches } from '../../lib/org-tree.ts';
import { Button } from '../../ui/plain/button.tsx';

type Places = RouteOutput<'publicPlaces'>['places'];
export type PlaceId = Places[number]['id'];

type PlaceSearchProps = {
  label: string;
  places: Places;
  chosen: PlaceId | null;
  onChoose: (place: PlaceId | null) => void;
  error?: string | undefined;
};

/** More than fit on a phone would only be scrolled past. */
const MAX_SHOWN = 8;
const nameOf = ({ name, townshipName }: Places[number]) => (townshipName ? `${townshipName} ${name}` : name);

/** One township or village, found by its name or by pinyin; arrows and Enter choose without a mouse. */
export function PlaceSearch({ label, places, chosen, onChoose, error }: PlaceSearchProps) {
  const { t } = useTranslation('requests');
  const id = useId();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const known = places.find((place) => place.id === chosen);
  const found = search.trim() ? places.filter((place) => matches(place, search)).slice(0, MAX_SHOWN) : [];
  const choose = (place: Places[number] | undefined) => {
    if (!place) return;
    onChoose(place.id);
    setSearch('');
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (found.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[active]);
    }
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {known ? (
        <div className="row">
          <strong>{t('help.placeChosen', { name: nameOf(known) })}</strong>
          <Button look="quiet" onClick={() => onChoose(null)}>
            {t('help.placeClear')}
          </Button>
        </div>
      ) : (
        <>
          <input
            id={id}
            className="input"
            role="combobox"
            autoComplete="off"
            aria-expanded={found.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
            aria-describedby={`${id}-hint`}
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKey}
          />
          <div className="places" id={`${id}-list`} role="listbox" aria-label={label}>
            {found.map((place, index) => (
              <div
                key={place.id}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className="places__one"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(place)}
                onKeyDown={onKey}
              >
                {nameOf(place)}
              </div>
            ))}
          </div>
          <div className="field__hint" id={`${id}-hint`}>
            {search.trim() && found.length === 0 ? t('help.placeNone', { search }) : t('help.placeHint')}
          </div>
        </>
      )}
      {error && (
        <div className="field__error" role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
