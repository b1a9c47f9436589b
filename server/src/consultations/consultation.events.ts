import type { AbsentSide } from '#shared/consultations.ts';
import type { ConsultationId, RequestId } from '#shared/kit/ids.ts';

type Meeting = { consultationId: ConsultationId; requestId: RequestId };

/** For those who look at it now; what is owed to the matter and to people is stored with the meeting. */
export type ConsultationEvents = {
  'consultation.held': Meeting;
  'consultation.noShow': Meeting & { absent: AbsentSide };
  'consultation.cancelled': Meeting;
};

export type PublishConsultations = <K extends keyof ConsultationEvents>(
  name: K,
  payload: ConsultationEvents[K],
) => void;
