import type { TextOf } from '../text-of.ts';
import type { heads as zh } from '../zh-CN/heads.ts';

export const heads: TextOf<typeof zh> = {
  button: 'Heads',
  report: 'Report heads',
  reminder: 'Please count the people in the hall and report',
  snooze: 'In {{n}} minutes',
  pad: {
    title: 'How many people are in the hall now?',
    label: 'Heads',
    send: 'Report {{n}}',
    same: 'As before: {{n}}',
  },
  one: '{{time}} {{n}}',
  oneCorrected: '{{time}} {{n}} (corrected by the organizer)',
  reported: 'Reported: {{words}}',
  panel: {
    title: 'Head counts',
    sum: '{{n}} person-times',
    reported: '{{n}} of {{all}} halls on the line reported',
    owing: '{{n}} halls on the line still owe a count',
    ask: 'Ask again',
  },
  corrected: '(corrected)',
  openCounts: 'Heads of {{hall}}: {{words}}, show all counts',
  countsOf: '{{hall}}: all counts',
  noCounts: 'This hall has reported no count.',
  people: '{{n}} people',
  correctedWhy: 'corrected because: {{reason}}',
  correct: 'Correct',
  correctTo: 'Correct to',
  headsBad: 'Please enter how many, 0 to {{most}}.',
  reasonMissing: 'Please say why.',
  correctHint: 'What the hall reported stays; the figures use the corrected number.',
  reason: 'Reason',
};
