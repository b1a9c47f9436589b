import type { TextOf } from '../text-of.ts';
import type { polls as zh } from '../zh-CN/polls.ts';

export const polls: TextOf<typeof zh> = {
  title: 'Polls',
  make: 'New poll',
  none: 'No polls yet. A new one is a draft; halls see it once it is opened.',
  noneHeld: 'There were no polls in this lecture.',
  csv: 'Download the results (CSV)',
  yes: 'Yes',
  no: 'No',
  right: 'right answer',
  result: 'Result',
  halls: '{{n}} halls voted',
  kind: { single: 'single choice', multiple: 'multiple choice', yesNo: 'yes or no', quiz: 'quiz (has a right answer)' },
  counting: { hands: 'by show of hands', hall: 'one vote per hall' },
  state: { draft: 'draft', open: 'open', closed: 'closed', shown: 'result shown' },
  act: { open: 'Open', closed: 'Close', shown: 'Show the result' },
  form: {
    title: 'Question',
    kind: 'Kind',
    counting: 'Counting',
    countingHint: 'By show of hands: halls report the hands for each option, no more than they have people.',
    option: 'Option {{n}}',
    more: 'One more option',
    fewer: 'Remove the last',
  },
  strip: 'Poll: {{title}}',
  vote: 'Vote',
  change: 'Voted, change',
  over: 'The poll is closed',
  headsFirst: 'This poll counts hands. Please report the head count of this hall first.',
  handsHint:
    'Ask for hands, tap an option and enter their number. {{heads}} people are here. May be changed until the close.',
  hallHint: 'The hall chooses one option together. May be changed until the close.',
  hallHintMany: 'The hall chooses together, several are possible. May be changed until the close.',
  hands: '{{n}} hands',
  send: 'Send',
};
