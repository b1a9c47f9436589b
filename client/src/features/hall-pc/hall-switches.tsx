import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/plain/badge.tsx';
import { Button } from '../../ui/plain/button.tsx';
import { useFullscreen } from './use-fullscreen.ts';
import type { HallSound } from './use-hall-sound.ts';

/** Sound and full screen: set once in a lecture, so they are here and not in the bar. */
export function HallSwitches({ sound, onClose }: { sound: HallSound; onClose: () => void }) {
  const { t } = useTranslation('hall');
  const fullscreen = useFullscreen();
  const toggleFullscreen = () => {
    // A page that fills the screen would lie over the dialog.
    onClose();
    fullscreen.toggle();
  };
  return (
    <section className="test-row">
      <h3 className="row">
        {t('switches.title')}{' '}
        <Badge look={sound.isOn ? 'fine' : 'danger'}>{t(sound.isOn ? 'switches.soundOn' : 'switches.soundOff')}</Badge>
      </h3>
      <div className="row">
        <Button look={sound.isOn ? 'plain' : 'primary'} onClick={sound.toggle}>
          {t(sound.isOn ? 'switches.turnOff' : 'switches.turnOn')}
        </Button>
        {fullscreen.isPossible && (
          <Button onClick={toggleFullscreen}>
            {t(fullscreen.isOn ? 'switches.exitFullscreen' : 'switches.fullscreen')}
          </Button>
        )}
      </div>
    </section>
  );
}
