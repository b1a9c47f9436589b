import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { storedChoice, useStoredChoice } from '../lib/stored-choice.ts';
import { type SavingChoice, savingChoices } from '../live/saving.ts';
import './saving.css';

/** 省流量: how much of the pictures this PC leaves out at least. */
const savingChoice = storedChoice<SavingChoice>('saving', savingChoices, () => 'auto');

/** Keeps a room to what this PC has chosen. */
export function useSavingChoice(room: { chooseSaving(choice: SavingChoice): void }): void {
  const choice = useStoredChoice(savingChoice);
  useEffect(() => room.chooseSaving(choice), [room, choice]);
}

/** The choice itself, each with what it means. */
export function SavingChoiceField() {
  const { t } = useTranslation('live');
  const name = useId();
  const current = useStoredChoice(savingChoice);
  return (
    <fieldset className="saving-choice">
      <legend className="visually-hidden">{t('saving.title')}</legend>
      {savingChoices.map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === current} onChange={() => savingChoice.set(choice)} />
          <span>
            <strong>{t(`saving.choice.${choice}`)}</strong>
            <small>{t(`saving.means.${choice}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
