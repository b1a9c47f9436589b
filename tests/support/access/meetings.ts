import { consultationId, partId, requestId } from '#shared/kit/ids.ts';
import { usualSettings } from '#shared/settings.ts';
import { consultationModel } from '../../../server/src/consultations/consultation.model.ts';
import { createConsultationRepo } from '../../../server/src/consultations/consultation.repo.ts';
import type { ConsultationRecord, Part } from '../../../server/src/consultations/consultation-record.ts';
import { newConsultation, newPart } from '../../../server/src/consultations/new-consultation.ts';
import { systemClock } from '../../../server/src/kernel/clock.ts';
import { testLog } from '../engine.ts';
import { newId } from '../lecture-world.ts';
import { matterIds, type World } from '../world.ts';
import type { Which } from './fixture.ts';

/** Of the own matter: everybody who may be called to a meeting, let in already. */
export const guestPart = partId.parse('e'.repeat(24));
const ids = { newId };

/**
 * The meeting of the own matter, or of somebody else's, as if it had just begun; whatever an earlier call made of it is gone. Stored
 * directly: a meeting that runs cannot be booked, since nobody may book for now.
 */
export async function freshMeeting(world: World, which: Which): Promise<string> {
  const { connection } = world.app.app.database;
  const clock = systemClock(testLog);
  const requests = { own: matterIds.request, foreign: 'd'.repeat(24) };
  const meetings = { own: matterIds.meeting, foreign: 'f'.repeat(24) };
  await consultationModel(connection).deleteMany({ requestId: requests[which] });
  const lead = world.idOf(which === 'own' ? 'expert' : 'expert2');
  const matter = {
    id: requestId.parse(requests[which]),
    number: '2026-0001',
    state: 'met',
    leadId: null,
    citizenName: '张三',
    ownerOrgPath: '/2202/',
    parties: [],
  };
  const now = clock.now();
  const meeting = {
    ...{ matter, startAt: now, minutes: 30, isNow: true, by: '' },
    lead: { accountId: world.accountId(lead), name: '专家', orgName: '' },
  };
  const record = newConsultation({ ...ids, settings: () => usualSettings }, meeting, now);
  const parts = [...record.parts, ...(which === 'own' ? called(world) : [])];
  const running: ConsultationRecord = {
    ...record,
    id: consultationId.parse(meetings[which]),
    state: 'live',
    startedAt: now,
    parts: parts.map((part) => ({ ...part, admittedAt: now })),
    owed: [],
    // Newer than whatever the server has in memory.
    revision: now,
  };
  await createConsultationRepo(connection, clock).insert(running);
  return running.id;
}

function called(world: World): Part[] {
  return [
    newPart(ids, 'department', { accountId: world.accountId(world.idOf('department')), name: '部门' }),
    newPart(ids, 'party', { partyId: partId.parse(matterIds.party), name: '李四' }),
    { ...newPart(ids, 'guest', { name: '翻译', guestKind: 'interpreter' }), id: guestPart },
    ...world.guestLinks.map((linkId) => newPart(ids, 'guest', { linkId, name: '家人', guestKind: 'family' })),
  ];
}
