type TickProps = { isOn: boolean; onChange: (isOn: boolean) => void; words: string };

/** A box to tick, with its words beside it. */
export function Tick({ isOn, onChange, words }: TickProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {words}
    </label>
  );
}
