import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterFile } from './after-file.ts';

const binary = (): string => {
  const named = process.env.CHROMIUM_BIN;
  const found = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (!found) throw new Error('no Chromium: npm test installs it, or set CHROMIUM_BIN');
  return found;
};

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];
/** A camera and a microphone that need no hardware. */
const fakeDevice = '--use-fake-device-for-media-stream';
/** They are given to every page that asks, and a screen is picked by itself. */
const fakeDevices = [
  fakeDevice,
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
];
/** What the hall's set-up sheet puts into its shortcut. */
export const hallShortcut = ['--autoplay-policy=no-user-gesture-required'];

const flags = {
  desk: fakeDevices,
  /** Camera and microphone are refused until the context grants them. */
  deskThatRefuses: [fakeDevice],
  hall: [],
  hallWithShortcut: hallShortcut,
  hallWithCamera: [...fakeDevices, ...hallShortcut],
} as const;

export type Profile = { context: BrowserContext; page: Page };

/** Where else a browser runs than beside the server, and what it is told besides. */
type BrowserPlace = { runThere?: (program: string) => string; args?: readonly string[] };

/** One browser per kind of PC: halls must not have a camera open, since a page that captures may play sound. */
export async function openBrowser(kind: keyof typeof flags, place: BrowserPlace = {}): Promise<Browser> {
  const { runThere = (program) => program, args = [] } = place;
  const executablePath = runThere(binary());
  const browser = await chromium.launch({ executablePath, args: [...quiet, ...flags[kind], ...args] });
  afterFile.own('browser', browser);
  return browser;
}

/** A browser profile of its own, as one PC has. */
export async function openProfile(browser: Browser, viewport = { width: 1280, height: 720 }): Promise<Profile> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  return { context, page };
}

/** Mean brightness (0-255) of what the largest video (of those named) shows now; a black picture is near 0. */
export const brightness = (page: Page, of = 'video'): Promise<number> =>
  page.evaluate((selector) => {
    const video = [...document.querySelectorAll<HTMLVideoElement>(selector)].sort(
      (a, b) => b.clientWidth - a.clientWidth,
    )[0];
    if (!video || video.videoWidth === 0) return 0;
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 36;
    const pen = canvas.getContext('2d');
    if (!pen) return 0;
    pen.drawImage(video, 0, 0, 64, 36);
    const { data } = pen.getImageData(0, 0, 64, 36);
    let sum = 0;
    for (let at = 0; at < data.length; at += 4)
      sum += ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
    return sum / (data.length / 4);
  }, of);
