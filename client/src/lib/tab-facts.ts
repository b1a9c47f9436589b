export type TabFacts<Fact extends string> = {
  isOn(fact: Fact): boolean;
  note(fact: Fact, isOn: boolean): void;
};

/** Yes-or-no facts of one page that this tab keeps over a reload or a phone's sleep, and only this tab. */
export function tabFacts<Fact extends string>(page: string): TabFacts<Fact> {
  const keyOf = (fact: Fact): string => `${page}.${fact}`;
  return {
    isOn(fact) {
      try {
        return sessionStorage.getItem(keyOf(fact)) === 'yes';
      } catch {
        return false;
      }
    },
    note(fact, isOn) {
      try {
        if (isOn) sessionStorage.setItem(keyOf(fact), 'yes');
        else sessionStorage.removeItem(keyOf(fact));
      } catch {
        // Private mode: not kept.
      }
    },
  };
}
