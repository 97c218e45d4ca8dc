/*
 * Service worker of the exam page: brings page, styles, scripts and the pictures
 * of this paper when the network is cut. Nothing of the API is ever kept here;
 * paper and answers are the page's own business.
 */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface WorkerScope {
  addEventListener(name: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(name: 'message', listener: (event: ExtendableEvent & { data: Message }) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}
interface Message {
  readonly keep?: readonly string[]
  readonly forget?: boolean
}

const worker = globalThis as unknown as WorkerScope
const shellCache = 'liangcai-exam-shell'
const pictureCache = 'liangcai-exam-pictures'
const pagePath = '/exam/paper'
const pageSeconds = 4

worker.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('message', (event) => event.waitUntil(obey(event.data)))
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (event.request.mode === 'navigate' && url.pathname === pagePath) event.respondWith(page(event.request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(shellCache, event.request, true))
  else if (url.pathname.startsWith('/media/')) event.respondWith(kept(pictureCache, event.request, false))
})

/** The page and all it loads: the first visit happens before this worker rules. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(shellCache)
  const response = await fetch(pagePath, { cache: 'no-store' })
  if (!response.ok) return
  const html = await response.clone().text()
  await cache.put(pagePath, response)
  const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!)
  await Promise.all(parts.map((part) => keepPart(cache, part)))
}

/** A style names its fonts. */
async function keepPart(cache: Cache, path: string): Promise<void> {
  const response = await fetch(path)
  if (!response.ok) return
  const text = path.endsWith('.css') ? await response.clone().text() : ''
  await cache.put(path, response)
  const fonts = [...text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map((match) => match[1]!)
  await Promise.all(
    fonts.map((font) => cache.add(new URL(font, new URL(path, worker.location.origin)).href).catch(() => {})),
  )
}

/** The server's page when it answers in time, else the kept one. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(shellCache)
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(pageSeconds * 1000) })
    if (response.status < 500) {
      if (response.ok) await cache.put(pagePath, response.clone())
      return response
    }
  } catch {}
  return (await cache.match(pagePath)) ?? Response.error()
}

async function kept(cacheName: string, request: Request, keepNew: boolean): Promise<Response> {
  const cache = await caches.open(cacheName)
  const known = await cache.match(request, { ignoreVary: true })
  if (known) return known
  const response = await fetch(request)
  if (response.ok && keepNew) await cache.put(request, response.clone())
  return response
}

async function obey({ keep, forget }: Message): Promise<void> {
  if (forget) await caches.delete(pictureCache)
  if (!keep) return
  await caches.delete(pictureCache)
  const cache = await caches.open(pictureCache)
  await Promise.all(keep.map((path) => cache.add(path).catch(() => {})))
}
