/*
 * One keep-alive connection that sends one request after the other: thin, so
 * that the driver takes as little of the machine as it can from what it measures.
 */
import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly setCookie: string
  readonly milliseconds: number
}

export class HttpLine {
  readonly #host: string
  readonly #port: number
  #socket: Socket | undefined
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void; began: number } | undefined
  cookie = ''

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#host = hostname
    this.#port = Number(port)
  }

  /** Opens the connection before the first request is timed. */
  async open(): Promise<void> {
    const socket = connect(this.#port, this.#host)
    socket.setNoDelay(true)
    this.#socket = socket
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    socket.on('error', () => {})
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('close', () => {
      this.#socket = undefined
      this.#waiting?.reject(new Error('the connection was closed'))
      this.#waiting = undefined
    })
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    if (!this.#socket) await this.open()
    const text = body === undefined ? '' : JSON.stringify(body)
    const head = [
      `${method} ${path} HTTP/1.1`,
      `Host: ${this.#host}:${this.#port}`,
      ...(this.cookie ? [`Cookie: ${this.cookie}`] : []),
      ...(body === undefined
        ? []
        : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
    ]
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, began: performance.now() }
      this.#socket!.write(`${head.join('\r\n')}\r\n\r\n${text}`)
    })
  }

  close(): void {
    this.#socket?.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = /content-length: (\d+)/i.exec(head)
    const from = end + 4
    let body: string
    if (length) {
      const size = Number(length[1])
      if (this.#received.length < from + size) return
      body = this.#received.toString('utf8', from, from + size)
    } else {
      // Chunked: whole when the last, empty chunk is there.
      const rest = this.#received.toString('latin1', from)
      if (!rest.endsWith('0\r\n\r\n')) return
      body = unchunk(this.#received.subarray(from))
    }
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({
      status: Number(head.slice(9, 12)),
      body,
      setCookie: /set-cookie: ([^;\r]+)/i.exec(head)?.[1] ?? '',
      milliseconds: performance.now() - waiting.began,
    })
  }
}

function unchunk(bytes: Buffer): string {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (!size) return Buffer.concat(parts).toString('utf8')
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 4 + size
  }
}
