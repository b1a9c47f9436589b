/** Two short tones; silent where the browser has not been touched yet, and then the words on the page must do. */
export function chime(): void {
  const context = new AudioContext();
  const play = (at: number, hertz: number): void => {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(0.2, context.currentTime + at);
    level.gain.exponentialRampToValueAtTime(0.001, context.currentTime + at + 0.35);
    tone.connect(level).connect(context.destination);
    tone.start(context.currentTime + at);
    tone.stop(context.currentTime + at + 0.4);
  };
  play(0, 880);
  play(0.25, 660);
  setTimeout(() => void context.close(), 1_500);
}
