/**
 * True if a request with this `Origin` came from a page of this site, reached under its public address or under the address
 * in `Host`. A missing Origin is no browser page of another site (same-origin GETs and programs send none).
 */
export function isSameOrigin(origin: string | undefined, host: string | undefined, publicUrl: string): boolean {
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
