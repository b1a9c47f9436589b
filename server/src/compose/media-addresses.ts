import { networkInterfaces } from 'node:os';

/** Where the media ports listen and under which address browsers find them. */
export function mediaAddresses(
  host: string,
  announced: string | undefined,
): { listenIp: string; announcedAddress: string } {
  const isAny = host === '0.0.0.0' || host === '::';
  const listenIp = isAny ? '0.0.0.0' : loopbackName(host);
  return { listenIp, announcedAddress: announced ?? (isAny ? firstAddress() : listenIp) };
}

/** The media worker binds to addresses, not to names. */
const loopbackName = (host: string): string => (host === 'localhost' ? '127.0.0.1' : host);

function firstAddress(): string {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal);
  return outside?.address ?? '127.0.0.1';
}
