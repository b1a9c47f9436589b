import { useTranslation } from 'react-i18next';
import './number-pad.css';

type NumberPadProps = {
  label: string;
  /** Digits as typed; empty for nothing yet. */
  value: string;
  maxDigits?: number;
  onChange: (value: string) => void;
};

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** A number by large keys, or by the keyboard. */
export function NumberPad({ label, value, maxDigits = 4, onChange }: NumberPadProps) {
  const { t } = useTranslation();
  const put = (next: string) =>
    onChange(
      next
        .replace(/\D/g, '')
        .replace(/^0+(?=\d)/, '')
        .slice(0, maxDigits),
    );
  return (
    <div className="number-pad">
      <input
        className="input number-pad__value"
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => put(event.target.value)}
      />
      <div className="number-pad__keys">
        {digits.map((digit) => (
          <button key={digit} type="button" className="button number-pad__key" onClick={() => put(value + digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          className="button number-pad__key number-pad__key--back"
          onClick={() => onChange(value.slice(0, -1))}
        >
          {t('action.backspace')}
        </button>
      </div>
    </div>
  );
}
