import { useEffect, useRef, useState } from 'react';

/** A thing that must be closed, made for as long as the component stands and `key` is the same; null until it is made. */
export function useOwned<T extends { close(): void }>(key: string, make: () => T): T | null {
  const [thing, setThing] = useState<T | null>(null);
  const latestMake = useRef(make);
  latestMake.current = make;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when another one is wanted
  useEffect(() => {
    const made = latestMake.current();
    setThing(made);
    return () => {
      made.close();
      setThing(null);
    };
  }, [key]);
  return thing;
}
