import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from './button.tsx';
import { toast } from './toast.tsx';

/** Copies a text and says so on itself. The clipboard is missing on plain-http pages: then a person is told to copy by hand. */
export function CopyButton({ text, look = 'plain' }: { text: string; look?: ButtonLook }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 3_000);
    } catch {
      toast(t('action.copyFailed'), 'danger');
    }
  };
  return (
    <Button look={look} onClick={() => void copy()}>
      {isCopied ? t('action.copied') : t('action.copy')}
    </Button>
  );
}
