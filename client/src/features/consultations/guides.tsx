import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/plain/copy-button.tsx';

/** Camera and microphone were refused: where to tap on a phone or a PC, drawn and in words. */
export function PermissionHelp() {
  const { t } = useTranslation('consultation');
  return (
    <div className="call-guide" role="alert">
      <h3>{t('guide.title')}</h3>
      <svg className="call-guide__drawing" viewBox="0 0 300 150" role="img" aria-label={t('guide.picture')}>
        <rect x="4" y="6" width="292" height="36" rx="18" fill="#fff" stroke="#7d8a9a" />
        <circle cx="26" cy="24" r="15" fill="none" stroke="#b3261e" strokeWidth="3" />
        <path d="M20 23h12v9H20zM22 23v-3a4 4 0 0 1 8 0v3" fill="none" stroke="#1f2a37" strokeWidth="2" />
        <rect x="52" y="19" width="130" height="10" rx="5" fill="#d7dde5" />
        <path d="M26 42v12" stroke="#b3261e" strokeWidth="3" />
        <rect x="8" y="56" width="284" height="88" rx="10" fill="#fff" stroke="#7d8a9a" />
        <path d="M26 72h22v15H26zM48 80l11-7v14l-11-7z" fill="none" stroke="#1f2a37" strokeWidth="2" />
        <path
          d="M36 106v13a5 5 0 0 0 10 0v-13a5 5 0 0 0-10 0zM31 117a10 10 0 0 0 20 0M41 127v7"
          fill="none"
          stroke="#1f2a37"
          strokeWidth="2"
        />
        {[68, 108].map((y) => (
          <g key={y}>
            <rect x="74" y={y + 6} width="90" height="10" rx="5" fill="#d7dde5" />
            <rect x="232" y={y} width="42" height="22" rx="11" fill="#1d7a46" />
            <circle cx="263" cy={y + 11} r="8" fill="#fff" />
          </g>
        ))}
      </svg>
      <ol className="call-guide__steps">
        {t('guide.steps', { returnObjects: true }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="soft">{t('guide.other')}</p>
    </div>
  );
}

/** An app's own browser (WeChat's on some phones) or a page without https has no camera: how to open the link elsewhere. */
export function OtherBrowserHelp() {
  const { t } = useTranslation('consultation');
  return (
    <div className="call-guide" role="alert">
      <h3>{t('browser.title')}</h3>
      <p>{t('browser.hint')}</p>
      <svg className="call-guide__drawing" viewBox="0 0 300 170" role="img" aria-label={t('browser.picture')}>
        <rect x="4" y="4" width="292" height="40" rx="10" fill="#fff" stroke="#7d8a9a" />
        <rect x="90" y="19" width="110" height="10" rx="5" fill="#d7dde5" />
        {[262, 270, 278].map((x) => (
          <circle key={x} cx={x} cy="24" r="3" fill="#1f2a37" />
        ))}
        <circle cx="270" cy="24" r="17" fill="none" stroke="#b3261e" strokeWidth="3" />
        <path d="M270 42v20" stroke="#b3261e" strokeWidth="3" />
        <rect x="60" y="64" width="236" height="100" rx="10" fill="#fff" stroke="#7d8a9a" />
        <rect x="80" y="80" width="120" height="10" rx="5" fill="#d7dde5" />
        <rect x="68" y="100" width="220" height="30" rx="8" fill="#e8f0fa" stroke="#b3261e" strokeWidth="3" />
        <circle cx="88" cy="115" r="8" fill="none" stroke="#17509e" strokeWidth="2" />
        <path
          d="M80 115h16M88 107c5 5 5 11 0 16M88 107c-5 5-5 11 0 16"
          fill="none"
          stroke="#17509e"
          strokeWidth="1.5"
        />
        <rect x="106" y="110" width="130" height="10" rx="5" fill="#17509e" />
        <rect x="80" y="142" width="90" height="10" rx="5" fill="#d7dde5" />
      </svg>
      <ol className="call-guide__steps">
        {t('browser.steps', { returnObjects: true }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{t('browser.copy')}</p>
      <div className="row">
        <CopyButton text={window.location.href} look="primary" />
      </div>
    </div>
  );
}
