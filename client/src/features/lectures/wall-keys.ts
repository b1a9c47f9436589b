import type { KeyboardEvent } from 'react';

/** The nearest of these in the column to the left (-1) or right (1) of one of them. */
function beside(halls: readonly HTMLElement[], from: HTMLElement, side: -1 | 1): HTMLElement | undefined {
  const at = from.getBoundingClientRect();
  let nearest: { hall: HTMLElement; distance: number } | undefined;
  for (const hall of halls) {
    const { left, top } = hall.getBoundingClientRect();
    if ((left - at.left) * side <= 1) continue;
    const distance = Math.abs(left - at.left) * 10 + Math.abs(top - at.top);
    if (!nearest || distance < nearest.distance) nearest = { hall, distance };
  }
  return nearest?.hall;
}

function nextOf(key: string, halls: readonly HTMLElement[], from: HTMLElement): HTMLElement | undefined {
  const at = halls.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return halls[at + 1];
    case 'ArrowUp':
      return halls[at - 1];
    case 'ArrowRight':
      return beside(halls, from, 1);
    case 'ArrowLeft':
      return beside(halls, from, -1);
    case 'Home':
      return halls[0];
    case 'End':
      return halls.at(-1);
    default:
      return undefined;
  }
}

/** Up and down through the list, left and right to the column beside. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const halls = [...event.currentTarget.querySelectorAll<HTMLElement>('.wall__hall')];
  const from = halls.find((hall) => hall === document.activeElement);
  const next = from && nextOf(event.key, halls, from);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
