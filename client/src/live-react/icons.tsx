import type { ReactNode } from 'react';

/** Line icons of the media bars, 24 x 24, drawn in the colour of the text. They never stand without their word. */
const shapes = {
  sound: <path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12" />,
  soundOff: <path d="M4 9v6h4l5 4V5L8 9zM17 9.5l5 5M22 9.5l-5 5" />,
  microphone: <path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6" />,
  microphoneOff: (
    <path d="M9 9.5V6a3 3 0 0 1 6 0v5M14 13.5A3 3 0 0 1 9 11M6 11a6 6 0 0 0 9.5 4.9M18 11a6 6 0 0 1-.6 2.6M12 17v4M9 21h6M4 4l16 16" />
  ),
  camera: <path d="M3 7h11v10H3zM14 11l7-4v10l-7-4z" />,
  cameraOff: <path d="M7 7h7v7M14 11l7-4v10l-4-2.3M12 17H3V7h1M4 4l16 16" />,
  screen: <path d="M3 5h18v12H3zM8 21h8M12 17v4M12 14V8M9.5 10.5 12 8l2.5 2.5" />,
  screenOff: <path d="M3 5h18v12H3zM8 21h8M12 17v4M9.5 8.5l5 5M14.5 8.5l-5 5" />,
  test: <path d="M5 13l4 4L19 7M4 4h9M4 20h16" />,
  help: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.6v.2" />,
  fullscreen: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />,
  fullscreenOff: <path d="M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5" />,
  type: <path d="M3 19 8.5 5 14 19M5 14.5h7M15.5 19l3-8 3 8M16.5 16.5h4" />,
  hand: (
    <path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11M10 10.5v-6a1.5 1.5 0 0 1 3 0v6M13 10.5V6a1.5 1.5 0 0 1 3 0v5.5M16 9.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.6-2.2L3.6 15a1.5 1.5 0 0 1 2.2-2L7 14.2" />
  ),
  heads: (
    <path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6M18 14a6.5 6.5 0 0 1 3.5 6" />
  ),
  ask: <path d="M4 4h16v12H10l-5 4v-4H4zM8 8.5h8M8 12h5" />,
  pause: <path d="M8 5v14M16 5v14" />,
  play: <path d="M7 5l12 7-12 7z" />,
  end: <path d="M6 6h12v12H6z" />,
  chat: <path d="M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5" />,
  file: <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />,
  pen: <path d="M4 20l1-5L16 4l4 4L9 19zM13 7l4 4" />,
  devices: <path d="M4 6h10M18 6h2M4 12h2M10 12h10M4 18h8M16 18h4M14 4v4M8 10v4M14 16v4" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
