import { useTranslation } from 'react-i18next';
import { legalFields } from '#shared/kit/legal-field.ts';

/** The fields of law as options of a select; `none`: the words for not having chosen one. */
export function LegalFieldOptions({ none }: { none: string }) {
  const { t } = useTranslation();
  return (
    <>
      <option value="">{none}</option>
      {legalFields.map((field) => (
        <option key={field} value={field}>
          {t(`legalField.${field}`)}
        </option>
      ))}
    </>
  );
}
