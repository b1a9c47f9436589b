import type { TextOf } from '../text-of.ts';
import type { live as zh } from '../zh-CN/live.ts';

export const live: TextOf<typeof zh> = {
  link: { good: 'Good', fair: 'Fair', poor: 'Poor', unknown: 'Checking', idle: 'Connected', down: 'Cut off' },
  linkLabel: 'Network',
  linkAdvice: {
    good: 'Sound and picture are fine.',
    fair: 'The picture may blur; the sound is not affected. Just go on.',
    poor: 'Check that the network cable is plugged in, and close other programs on this PC that download or play something.',
    unknown: 'Looking at the network, one moment.',
    idle: 'The line to the server is fine.',
    down: 'Reconnecting by itself, nothing to do. See whether the lights of cable and router are on.',
  },
  picture: { camera: 'Picture of the lecturer', screen: 'Screen shared by the lecturer', own: 'Your own picture' },
  notice: {
    reconnecting: 'Network cut, reconnecting ({{attempt}})',
    entering: 'Entering the lecture…',
    lecturerAway: 'The lecturer’s network is cut, reconnecting',
    lecturerAbsent: 'The lecturer is not here yet, please wait',
    paused: 'The lecture is paused, please wait',
    stalled: 'The picture stopped, recovering by itself',
    connectingMedia: 'Connecting the picture…',
    cameraOff: 'The lecturer has turned the camera off, please listen',
    soundOnly: 'The lecturer has not turned the picture on yet',
    muted: 'The lecturer is muted for the moment',
  },
  pause: {
    until: 'Goes on at about {{time}}, in {{left}}',
    passed: 'Was to go on at {{time}}: it begins soon, please stay',
    tell: 'Tell the halls when it goes on:',
    told: 'The halls read: goes on at about {{time}}',
    in: '{{n}} min',
    takeBack: 'Show no time',
  },
  saving: {
    title: 'Data saving',
    choice: { auto: 'Automatic (recommended)', smallPicture: 'Small picture', allPictures: 'Sound only' },
    means: {
      auto: 'On a slow line pictures give way to sound, and come back by themselves.',
      smallPicture: 'Only ever the small picture, for lines that are paid by volume.',
      allPictures: 'No pictures; the sound goes on.',
    },
    note: {
      otherHalls: 'Slow line: pictures of other halls are left out',
      smallPicture: 'Saving data: small picture, full sound',
      besideScreen: 'Slow line: only the shared screen, full sound',
      allPictures: 'Saving data: no pictures, full sound',
    },
  },
  trouble: {
    denied: 'The browser was not given permission',
    missing: 'No device found, check that it is plugged in',
    busy: 'Another program is using it, please close that program',
    unsupported: 'This browser or address cannot use camera and microphone',
    failed: 'The device does not open; unplug it, plug it in and try again',
  },
  camera: 'Camera',
  microphone: 'Microphone',
  speaker: 'Loudspeaker',
  level: 'Microphone level',
  defaultDevice: 'System default',
  deviceNumber: 'Device {{n}}',
};
