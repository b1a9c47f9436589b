import type { ConsultationDetail } from '#shared/consultations.ts';
import type { Identity } from '#shared/kit/caller.ts';
import { MeetingCard } from './meeting-card.tsx';

/** The matter's meetings for somebody who belongs to this one; guests know of no other. */
export function OwnMeetingCard({ detail, identity }: { detail: ConsultationDetail; identity: Identity }) {
  const own = detail.parts.find(({ partId }) => partId === detail.ownPartId);
  if (!own || own.kind === 'guest') return null;
  const books = own.isLead ? 'offers' : own.kind === 'citizen' ? 'picks' : 'no';
  return <MeetingCard requestId={detail.requestId} identity={identity} books={books} mayMeetNow={books !== 'no'} />;
}
