type Fact = 'opened' | 'muted' | 'cameraOff';

const keyOf = (fact: Fact) => `call.${fact}`;

/** What this tab keeps over a reload or a phone's sleep, and only this tab: who muted must not be heard because the page came back. */
export const callMemory = {
  isOn(fact: Fact): boolean {
    try {
      return sessionStorage.getItem(keyOf(fact)) === 'yes';
    } catch {
      return false;
    }
  },
  note(fact: Fact, isOn: boolean): void {
    try {
      if (isOn) sessionStorage.setItem(keyOf(fact), 'yes');
      else sessionStorage.removeItem(keyOf(fact));
    } catch {
      // Private mode: not kept.
    }
  },
};
