import type { TextOf } from '../text-of.ts';
import type { figures as zh } from '../zh-CN/figures.ts';

export const figures: TextOf<typeof zh> = {
  title: 'Figures of consultations',
  quarter: 'Quarter',
  quarterOf: '{{year}}, quarter {{n}}',
  asOf: 'By the quarter of filing, counted up to {{time}}. Each figure leads to its matters.',
  tabs: 'Groups',
  measure: 'Measure',
  block: { work: 'Intake and meetings', results: 'Outcomes', after: 'Ratings and return visits' },
  barsOf: '{{measure}} (by {{group}})',
  linkOf: '{{name}}, {{measure}}: {{said}}, show the matters',
  empty: 'No matter was filed in this quarter',
  emptyHint:
    'Once matters are filed they are counted here by township, field, channel and expert. Try another quarter.',
  xlsx: 'Export Excel',
  csv: 'Export CSV',
  rows: {
    title: 'Matters behind the figure',
    back: 'Back to the figures',
    empty: 'No matters',
    emptyHint: 'The figure may have changed just now; please go back and look again.',
    end: '{{n}} matters',
  },
};
