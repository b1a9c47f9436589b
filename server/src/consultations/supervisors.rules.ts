import { isAgreed } from './consent.rules.ts';
import type { ConsultationRecord, Part } from './consultation-record.ts';

/** A supervisor is in exactly while all who are in have agreed to this one: let in by the last yes, back at the door after any change. */
export function withSupervisors(record: ConsultationRecord, now: number): ConsultationRecord {
  const parts = record.parts.map((part): Part => {
    if (part.kind !== 'supervisor' || part.removedAt !== null || part.uninvitedAt !== null) return part;
    const mayBeIn = isAgreed(
      record.asks,
      record.parts,
      ({ what, byAccountId }) => what === 'supervisor' && byAccountId === part.accountId,
    );
    if (mayBeIn === (part.admittedAt !== null)) return part;
    return { ...part, admittedAt: mayBeIn ? now : null };
  });
  return { ...record, parts };
}
