import type { AccountRole } from '#shared/kit/caller.ts';
import { type LegalField, legalFields } from '#shared/kit/legal-field.ts';
import type { RouteInput } from '../../lib/http-client.ts';
import { askedInput, nothingAsked } from './asked-fields.tsx';
import type { Consent } from './notice-box.tsx';

type StaffInput = RouteInput<'fileForCitizen'>;
export type StaffChannel = StaffInput['channel'];

const taking: readonly StaffChannel[] = ['window', 'hotline', 'enterprise'];

/** What a leader assigns comes from the supervisor, who takes nothing in at a window. */
export const channelsOf = (role: AccountRole): readonly StaffChannel[] => {
  if (role === 'supervisor') return ['assigned'];
  return role === 'lecturer' || role === 'admin' ? [] : taking;
};

export const nothingFiled = {
  ...nothingAsked,
  channel: '',
  field: '',
  isUrgent: false,
  firmName: '',
  creditCode: '',
  contact: '',
  assignedBy: '',
  documentNumber: '',
  dueOn: '',
  mustReportBack: false,
};
export type Filing = typeof nothingFiled;

export const fieldOf = (typed: string): LegalField | null => legalFields.find((field) => field === typed) ?? null;

export function staffInput(filing: Filing, channel: StaffChannel, { agreesSensitive }: Consent): StaffInput {
  const common = {
    ...askedInput(filing),
    field: fieldOf(filing.field),
    isUrgent: filing.isUrgent,
    agreesSensitive,
    readNotice: true as const,
  };
  switch (channel) {
    case 'hotline':
    case 'window':
      return { ...common, channel };
    case 'enterprise': {
      const { firmName: name, creditCode, contact } = filing;
      return { ...common, channel, firm: { name, creditCode, contact } };
    }
    case 'assigned': {
      const { assignedBy: by, documentNumber, dueOn, mustReportBack } = filing;
      return { ...common, channel, assignment: { by, documentNumber, dueOn, mustReportBack } };
    }
  }
}
