type Fact = 'muted' | 'cameraOff' | 'sharing';

const keyOf = (fact: Fact) => `studio.${fact}`;

/** What this tab keeps over a reload, and only this tab. */
export const studioMemory = {
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
  forget(): void {
    for (const fact of ['muted', 'cameraOff', 'sharing'] as const) this.note(fact, false);
  },
};
