/** Fields of law as people call them. */
export const legalFieldTexts = {
  family: 'Marriage and family',
  land: 'Land contracts',
  labour: 'Labour',
  contract: 'Contracts and debts',
  tort: 'Neighbours and torts',
  traffic: 'Traffic',
  administrative: 'Administrative',
  criminal: 'Criminal',
  enterprise: 'Business',
  other: 'Other',
};
