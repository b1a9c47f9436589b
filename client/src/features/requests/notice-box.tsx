import { useTranslation } from 'react-i18next';
import { Tick } from '../../ui/plain/tick.tsx';

export type Consent = { hasRead: boolean; agreesSensitive: boolean };
export const noConsent: Consent = { hasRead: false, agreesSensitive: false };

type NoticeBoxProps = {
  /** form: it is read aloud to somebody. */
  words: 'help' | 'form';
  consent: Consent;
  onChange: (consent: Consent) => void;
  /** True after a try without it. */
  isMissing: boolean;
};

/** 个人信息保护法: the notice itself, and what is agreed to apart. */
export function NoticeBox({ words, consent, onChange, isMissing }: NoticeBoxProps) {
  const { t } = useTranslation('requests');
  return (
    <fieldset className="card stack">
      <legend className="visually-hidden">{t('help.noticeTitle')}</legend>
      <h2>{t(words === 'help' ? 'help.noticeTitle' : 'form.readAloud')}</h2>
      <p className={words === 'help' ? 'small' : 'aloud'}>{t('help.notice')}</p>
      <Tick
        isOn={consent.hasRead}
        onChange={(hasRead) => onChange({ ...consent, hasRead })}
        words={t(words === 'help' ? 'help.readNotice' : 'form.notice')}
      />
      {isMissing && !consent.hasRead && (
        <div className="field__error" role="alert">
          {t(words === 'help' ? 'help.noticeMissing' : 'form.noticeMissing')}
        </div>
      )}
      <Tick
        isOn={consent.agreesSensitive}
        onChange={(agreesSensitive) => onChange({ ...consent, agreesSensitive })}
        words={t(words === 'help' ? 'help.agreesSensitive' : 'form.agreesSensitive')}
      />
    </fieldset>
  );
}
