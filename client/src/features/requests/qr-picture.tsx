import { toString as drawQr } from 'qrcode';
import { useEffect, useState } from 'react';

/** Drawn in the page: a personal link is shown to nobody else's server. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const [svg, setSvg] = useState<string | null>(null);
  useEffect(() => {
    drawQr(text, { type: 'svg', margin: 2 }).then(setSvg, () => setSvg(null));
  }, [text]);
  if (svg === null) return null;
  return <img className="filed__qr" alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} />;
}
