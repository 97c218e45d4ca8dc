/** What the code needs of a logger; pino fulfils it. Never log an answer, a key, a token or an ID number. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
