/*
 * A connection to the database that notices when the line is cut.
 *
 * Over a cut line nothing fails: TCP repeats for a quarter of an hour, and the
 * server's own time-outs cannot be heard. A socket that has sent something and
 * hears nothing for longer than any statement may take is closed, and the pool
 * opens a new one.
 */
import { connect, type Socket } from 'node:net'

export interface Address {
  readonly host: readonly string[]
  readonly port: readonly number[]
  /** Unix socket, instead of host and port. */
  readonly path?: string | false | undefined
}

const lookMilliseconds = 1000

/**
 * Makes the sockets of a pool; of several hosts, each attempt takes the next
 * when the last one failed. The socket is returned while it still connects: the
 * pool handles failures and time-outs by its events.
 */
export function watchedSockets(silentSeconds: number): (address: Address) => Socket {
  let failures = 0
  return ({ host, port, path }) => {
    const at = failures % host.length
    const socket = path
      ? connect(path)
      : Object.assign(connect(port[at] ?? 5432, host[at]), { host: host[at], port: port[at] })
    const failed = () => failures++
    socket.once('error', failed)
    socket.once('connect', () => socket.off('error', failed))
    watch(socket, silentSeconds)
    return socket
  }
}

function watch(socket: Socket, silentSeconds: number): void {
  let read = 0
  let answered = 0
  let since = performance.now()
  const looking = setInterval(() => {
    const now = performance.now()
    if (socket.destroyed) clearInterval(looking)
    else if (socket.bytesRead !== read) {
      read = socket.bytesRead
      answered = socket.bytesWritten
      since = now
    } else if (socket.bytesWritten === answered) since = now
    else if (now - since > silentSeconds * 1000)
      socket.destroy(Object.assign(new Error('the database is silent'), { code: 'ETIMEDOUT' }))
  }, lookMilliseconds)
  looking.unref()
}
