/** Where "now" comes from. The real clock is made in server/main.ts and server/cli.ts only. */
export interface Clock {
  now(): Date
}
