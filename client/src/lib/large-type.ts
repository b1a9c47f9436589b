import { storedChoice, useStoredChoice } from './stored-choice.ts';

export const typeSizes = ['normal', 'large'] as const;
export type TypeSize = (typeof typeSizes)[number];

/** 大字版: `data-type="large"` on the root element; tokens.css scales everything from it. Remembered by the browser. */
export const typeSize = storedChoice<TypeSize>('type-size', typeSizes, () => 'normal');

export const useIsLargeType = (): boolean => useStoredChoice(typeSize) === 'large';

/** Keeps the root element in step with the choice; called once by main.tsx. */
export function followTypeSize(root: HTMLElement): void {
  const apply = () => {
    root.dataset.type = typeSize.get();
  };
  apply();
  typeSize.subscribe(apply);
}
