/** The same words in English; the keys are those of zh-CN. */
export const pollTexts = {
  fileName: 'polls',
  poll: 'Poll',
  kind: 'Kind',
  hallId: 'Hall code',
  hall: 'Hall',
  option: 'Option',
  count: 'Votes',
  right: 'Right answer',
  sum: 'Total',
  yes: 'Yes',
  no: 'No',
  single: 'Single choice',
  multiple: 'Multiple choice',
  yesNo: 'Yes or no',
  quiz: 'Quiz',
};
