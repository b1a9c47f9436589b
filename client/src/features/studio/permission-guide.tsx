import { useTranslation } from 'react-i18next';

/** Camera and microphone were refused: where to click, drawn and in words. */
export function PermissionGuide() {
  const { t } = useTranslation('studio');
  return (
    <div className="guide" role="alert">
      <h2>{t('guide.title')}</h2>
      <AddressBarDrawing label={t('guide.picture')} />
      <ol className="numbered">
        {t('guide.steps', { returnObjects: true }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="soft">{t('guide.system')}</p>
    </div>
  );
}

/** A browser's address bar with its symbol ringed, and the two switches that open under it. */
function AddressBarDrawing({ label }: { label: string }) {
  return (
    <svg className="guide__drawing" viewBox="0 0 360 150" role="img" aria-label={label}>
      <rect x="4" y="6" width="352" height="34" rx="17" fill="#fff" stroke="#7d8a9a" />
      <circle cx="24" cy="23" r="14" fill="none" stroke="#b3261e" strokeWidth="3" />
      <path d="M18 20h8M29 20h1M18 27h2M23 27h7" stroke="#1f2a37" strokeWidth="2" strokeLinecap="round" />
      <circle cx="27.5" cy="20" r="2.2" fill="#fff" stroke="#1f2a37" strokeWidth="1.6" />
      <circle cx="21.5" cy="27" r="2.2" fill="#fff" stroke="#1f2a37" strokeWidth="1.6" />
      <rect x="48" y="18" width="150" height="10" rx="5" fill="#d7dde5" />
      <path d="M24 40v12" stroke="#b3261e" strokeWidth="3" />
      <rect x="10" y="54" width="230" height="90" rx="8" fill="#fff" stroke="#7d8a9a" />
      <path d="M26 72h20v14H26zM46 79l10-6v12l-10-6z" fill="none" stroke="#1f2a37" strokeWidth="2" />
      <path
        d="M36 108v12a5 5 0 0 0 10 0v-12a5 5 0 0 0-10 0zM31 118a10 10 0 0 0 20 0M41 128v6"
        fill="none"
        stroke="#1f2a37"
        strokeWidth="2"
      />
      <rect x="72" y="74" width="70" height="9" rx="4" fill="#d7dde5" />
      <rect x="72" y="114" width="70" height="9" rx="4" fill="#d7dde5" />
      {[68, 108].map((y) => (
        <g key={y}>
          <rect x="186" y={y} width="38" height="20" rx="10" fill="#1d7a46" />
          <circle cx="214" cy={y + 10} r="7" fill="#fff" />
        </g>
      ))}
    </svg>
  );
}
