import { z } from 'zod';
import { route } from './kit/define.ts';
import { isoTime } from './kit/fields.ts';
import { requestId, visitId } from './kit/ids.ts';
import { outcome } from './request-facts.ts';

/** holds 稳定; doesNotHold 反复: the matter is open again; unreachable 联系不上: the last try decides. */
export const visitResults = ['holds', 'doesNotHold', 'unreachable'] as const;
export const visitResult = z.enum(visitResults);
export type VisitResult = z.infer<typeof visitResult>;

/** off: the matter was reopened, or withdrawn, before the call. */
export const visitState = z.enum(['planned', 'due', 'done', 'off']);

const visit = z.object({
  id: visitId,
  requestId,
  number: z.string(),
  citizenName: z.string(),
  /** Masked. */
  phone: z.string(),
  placeName: z.string(),
  outcome: outcome.nullable(),
  concludedAt: isoTime,
  dueAt: isoTime,
  state: visitState,
  result: visitResult.nullable(),
  note: z.string(),
  doneAt: isoTime.nullable(),
  by: z.string(),
  tries: z.array(z.object({ at: isoTime, by: z.string(), note: z.string() })),
  maxTries: z.number().int(),
});
export type Visit = z.infer<typeof visit>;

const callers = ['organizer', 'clerk'] as const;
const byId = z.strictObject({ visitId });

export const visitRoutes = {
  /** Of the branch: due ones first, the longest due on top; `done`: the newest 200. */
  listVisits: route({
    method: 'GET',
    path: '/api/visits',
    input: z.strictObject({ show: z.enum(['open', 'done']).default('open') }),
    output: z.object({ visits: z.array(visit), due: z.number().int() }),
    roles: callers,
    audit: false,
    repeat: 'natural',
  }),
  /** Of one matter, for whoever may read it. */
  requestVisits: route({
    method: 'GET',
    path: '/api/requests/:requestId/visits',
    input: z.strictObject({ requestId }),
    output: z.object({ visits: z.array(visit) }),
    roles: [...callers, 'expert', 'supervisor'],
    audit: false,
    repeat: 'natural',
  }),
  /** When the citizen of the matter is called, or was; null while no result is there. */
  matterVisit: route({
    method: 'GET',
    path: '/api/matter/visit',
    input: z.strictObject({}),
    output: z.object({ visit: z.object({ dueAt: isoTime, doneAt: isoTime.nullable() }).nullable() }),
    roles: ['citizen'],
    audit: false,
    repeat: 'natural',
  }),
  revealVisitPhone: route({
    method: 'POST',
    path: '/api/visits/:visitId/phone',
    input: byId,
    output: z.object({ phone: z.string() }),
    roles: callers,
    audit: { object: 'visitId' },
    repeat: 'natural',
  }),
  /** What the call came to. A visit that is done already: `conflict/visit_done`. */
  recordVisit: route({
    method: 'POST',
    path: '/api/visits/:visitId',
    input: z.strictObject({ visitId, result: visitResult, note: z.string().trim().max(500) }),
    output: visit,
    roles: callers,
    audit: { object: 'visitId', fields: ['result'] },
    repeat: 'key',
  }),
};
