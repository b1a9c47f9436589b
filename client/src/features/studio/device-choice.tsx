import { useTranslation } from 'react-i18next';
import type { DeviceKind, LocalMedia } from '../../live/local-media.ts';
import type { SoundGate } from '../../live/sound-gate.ts';
import { useLocalMediaState } from '../../live-react/use-local-media.ts';
import { Button } from '../../ui/plain/button.tsx';
import { Field } from '../../ui/plain/field.tsx';

const kinds: readonly DeviceKind[] = ['camera', 'microphone', 'speaker'];

/** Which camera, microphone and loudspeaker to use; remembered, and changed at once also while on air. */
export function DeviceChoice({ media, gate }: { media: LocalMedia; gate: SoundGate | null }) {
  const { t } = useTranslation(['studio', 'live']);
  const { chosen } = useLocalMediaState(media);
  return (
    <div className="device-choice">
      {kinds.map((kind) => (
        <DeviceSelect key={kind} media={media} kind={kind} />
      ))}
      {gate && (
        <div>
          <Button onClick={() => gate.playTone(chosen.speaker)}>{t('check.speakerTest')}</Button>
        </div>
      )}
    </div>
  );
}

function DeviceSelect({ media, kind }: { media: LocalMedia; kind: DeviceKind }) {
  const { t } = useTranslation('live');
  const state = useLocalMediaState(media);
  const devices = state.devices[kind].filter(({ id }) => id !== '');
  const inUse = kind === 'speaker' ? null : state[kind];
  const current = inUse?.phase === 'on' ? inUse.deviceId : state.chosen[kind];
  const isKnown = devices.some(({ id }) => id === current);
  return (
    <Field label={t(kind)}>
      <select
        className="input"
        value={isKnown ? current : ''}
        onChange={(event) => void media.choose(kind, event.target.value)}
      >
        {!isKnown && <option value="">{t('defaultDevice')}</option>}
        {devices.map(({ id, label }, index) => (
          <option key={id} value={id}>
            {label || t('deviceNumber', { n: index + 1 })}
          </option>
        ))}
      </select>
    </Field>
  );
}
