import type { TextOf } from '../text-of.ts';
import type { stage as zhCN } from '../zh-CN/stage.ts';

export const stage: TextOf<typeof zhCN> = {
  raise: 'Raise hand',
  lower: 'Lower hand',
  handPlace: 'No. {{n}} in line',
  invited: {
    title: 'The lecturer asks you to speak',
    words:
      'Press “Get ready” to open camera and microphone. First only you see yourself; the other halls see and hear you once the lecturer puts you through.',
    accept: 'Get ready',
    decline: 'Not this time',
  },
  preview: {
    title: 'Ready, waiting for the lecturer',
    hint: 'Only lecturer and organizer see you now.',
    leave: 'Step back',
  },
  onStage: { title: 'You are on stage', left: '{{time}} left', over: 'Time is up', leave: 'Finish speaking' },
  watched: 'The lecturer or organizer is looking at this hall',
  seen: {
    title: 'Pictures of halls',
    show: 'Look at halls',
    showOne: 'Look at this hall',
    hide: 'Close pictures',
    hint: 'Pictures only, no sound; the hall’s screen says that somebody looks.',
    before: 'Previous',
    next: 'Next',
    page: 'Page {{n}} of {{all}}',
    sizeLabel: 'Halls on a page',
    size: '{{n}} a page',
    none: 'No hall is on the line now.',
    waiting: 'Getting the picture…',
  },
  echo: {
    testing: 'Checking for echo…',
    fine: 'The loudspeaker is fine, there is no echo.',
    bad: 'The loudspeaker is heard by the microphone: other halls would hear an echo. Turn it down, or move the microphone away from it.',
    again: 'Check again',
  },
  panel: {
    title: 'Hands and stage',
    hands: 'Hands {{n}}',
    noHands: 'No hand is up. Halls that raise one stand here in their order.',
    places: 'On stage (at most {{n}} halls)',
    noPlaces: 'Nobody is on stage. Press “Invite” to let a hall speak.',
    invite: 'Invite',
    take: 'Put through',
    prolong: '3 more minutes',
    takeBack: 'Take off stage',
    dismiss: 'Remove',
    phase: { invited: 'invited, getting ready', preview: 'ready to be put through', onStage: 'speaking' },
  },
  pictureOf: 'Picture of {{name}}',
};
