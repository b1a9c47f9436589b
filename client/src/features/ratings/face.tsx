/** A face from 1 (very unhappy) to 5 (very happy); its word always stands beside it. */
export function Face({ value }: { value: number }) {
  // How far the middle of the mouth hangs below its corners.
  const bend = (value - 3) * 3.4;
  return (
    <svg className="face-icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle cx="24" cy="24" r="21" />
      <path d={`M14 ${31 - bend / 2}Q24 ${31 + bend * 1.6} 34 ${31 - bend / 2}`} />
      <path className="face-icon__eyes" d="M16.5 19v.01M31.5 19v.01" />
    </svg>
  );
}
