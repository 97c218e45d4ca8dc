/** A path on this site to go on to; anything else becomes the fallback: no open redirects. */
export function safePath(wanted: string | undefined, fallback: string): string {
  if (wanted === undefined || wanted.length > 500 || !/^\/(?![/\\])[^\s\\]*$/.test(wanted)) return fallback
  return wanted
}
