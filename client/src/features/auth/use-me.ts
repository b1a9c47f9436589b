import { hashKey, type Query, useQueryClient } from '@tanstack/react-query';
import type { Me } from '#shared/auth.ts';
import type { AccountRole } from '#shared/kit/caller.ts';
import { paths } from '../../lib/paths.ts';
import { routeKey, useDeviceRoute, useRoute } from '../../lib/query.ts';

export type Staff = Extract<Me, { kind: 'staff' }>;

/** Who is signed in in this browser. Asked again now and then, so that a session that was ended is noticed. */
export const useMe = () => useRoute('whoAmI', {}, { refreshMs: 60_000 });

/** Which hall this browser is the PC of, if any. */
export const useDevice = () => useDeviceRoute('whoAmI', {});

/** Somebody else sits here now: who it is is known at once, and nothing that was read before stays on the screen. */
export function useBecome(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    const own = routeKey(me.kind === 'hall' ? 'device' : 'staff', 'whoAmI', {});
    client.setQueryData(own, me);
    // A link that was just used up is not asked about again.
    const isKept = (query: Query) => query.queryHash === hashKey(own) || query.queryKey[0] === 'previewLink';
    void client.resetQueries({ predicate: (query) => !isKept(query) });
  };
}

/** Where each role's work is. */
const landings: Record<AccountRole, string> = {
  lecturer: paths.lectures,
  organizer: paths.lectures,
  supervisor: paths.lectures,
  admin: paths.people,
  clerk: paths.requests,
  expert: paths.desk,
  department: paths.requests,
};

export function landingOf(me: Me): string {
  if (me.kind === 'hall') return paths.hall;
  return me.kind === 'staff' ? landings[me.role] : paths.home;
}

/** Only addresses of this site may be gone on to after signing in. */
export const safeNext = (next: string | null): string | null => (next && /^\/(?![/\\])/.test(next) ? next : null);
