import { accountChannel, type Connections } from '../kernel/connections.ts';
import { iso } from './consultation.views.ts';
import type { ConsultationRecord } from './consultation-record.ts';

/** Rings on every open page of the lead expert. */
export function ringLead(connections: Connections, record: ConsultationRecord, name: string, at: number): void {
  const { id, requestId, requestNumber, leadId } = record;
  const payload = { consultationId: id, requestId, requestNumber, name, since: iso(at) };
  connections.publish({ channel: accountChannel(leadId) }, 'consultation:ringing', payload);
}
