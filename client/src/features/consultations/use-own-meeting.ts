import { useMemo } from 'react';
import type { Identity } from '#shared/kit/caller.ts';
import { identities } from '#shared/kit/caller.ts';
import { useRouteOf } from '../../lib/query.ts';

/**
 * The meeting as whoever sits here may see it, and by which of the browser's cookies: the one that the address names, else the first
 * that works.
 */
export function useOwnMeeting(consultationId: string, named: string | null) {
  const wanted = useMemo(() => identities.find((identity) => identity === named) ?? null, [named]);
  const of = (identity: Identity) => ({ isEnabled: wanted === null || wanted === identity });
  const staff = useRouteOf('staff', 'getConsultation', { consultationId }, of('staff'));
  const matter = useRouteOf('matter', 'getConsultation', { consultationId }, of('matter'));
  const device = useRouteOf('device', 'getConsultation', { consultationId }, of('device'));
  const answers = { staff, matter, device };
  const identity =
    identities.find((each) => answers[each].data?.ownPartId) ?? identities.find((each) => answers[each].data);
  const isAsking = identities.some((each) => answers[each].isLoading);
  const error = wanted ? answers[wanted].error : (matter.error ?? staff.error);
  if (!identity) return { identity: null, isAsking, error };
  // Another cookie may still answer with an own place, which comes before mere reading.
  const { data, refetch } = answers[identity];
  if (!data || (isAsking && !data.ownPartId)) return { identity: null, isAsking: true, error: null };
  return { identity, detail: data, refetch };
}
