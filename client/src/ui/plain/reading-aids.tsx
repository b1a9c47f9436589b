import { useTranslation } from 'react-i18next';
import { language, useLanguage } from '../../lib/i18n.ts';
import { typeSize, useIsLargeType } from '../../lib/large-type.ts';
import './reading-aids.css';

/** 大字版 and the language: the two switches that every header has, remembered by the browser. */
export function ReadingAids() {
  const { t } = useTranslation();
  const isLarge = useIsLargeType();
  const current = useLanguage();
  return (
    <div className="reading-aids">
      <button
        type="button"
        className="bar-button"
        aria-pressed={isLarge}
        onClick={() => typeSize.set(isLarge ? 'normal' : 'large')}
      >
        {isLarge ? t('header.normalType') : t('header.largeType')}
      </button>
      <button
        type="button"
        className="bar-button"
        lang={current === 'en' ? 'zh-CN' : 'en'}
        onClick={() => language.set(current === 'en' ? 'zh-CN' : 'en')}
      >
        {t('header.language')}
      </button>
    </div>
  );
}
