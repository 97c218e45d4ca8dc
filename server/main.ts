/*
 * `npm start`: reads the environment, starts the platform, stops it on a signal.
 */
const needed = 24
/** Draining takes 10 s at most, jobs 8, the database a few more. */
const longestStopSeconds = 30
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < needed) {
  console.error(
    `量才 needs Node.js ${needed} or newer; this is ${process.version}. Run it with "npm start": the project brings its own Node.`,
  )
  process.exit(1)
}

const { parseConfig } = await import('./config.ts')
const { createLog, start } = await import('./start.ts')

try {
  const config = parseConfig(process.env)
  const log = createLog(config.logLevel)
  const platform = await start(config, { now: () => new Date() }, log)
  for (const line of platform.greeting) console.log(line)

  let stopping = false
  const stop = (signal: string, exitCode: number) => {
    // A second signal does not wait.
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    // Whatever hangs (a database that is away, a connection half open): the process must go.
    setTimeout(() => {
      log.error({}, 'the stop took too long')
      process.exit(1)
    }, longestStopSeconds * 1000).unref()
    platform.stop().then(
      () => process.exit(exitCode),
      (error) => {
        log.error({ err: error }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM', 0))
  process.on('SIGINT', () => stop('SIGINT', 0))
  // A promise nobody waited for: told, but no reason to end an exam.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'uncaught exception')
    stop('uncaughtException', 1)
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
