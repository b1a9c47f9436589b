import type { ReactNode } from 'react';

/** live is red and solid; off is a ring instead of a dot, so that the state is not told by colour alone. */
export type BadgeLook = 'neutral' | 'live' | 'fine' | 'attention' | 'danger' | 'info' | 'off';

export function Badge({ look = 'neutral', children }: { look?: BadgeLook; children: ReactNode }) {
  return <span className={look === 'neutral' ? 'badge' : `badge badge--${look}`}>{children}</span>;
}
