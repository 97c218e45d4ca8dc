/* Every route that is mounted, with what its document says about the body. */
import { declaredLimits } from '../../server/api/limits.ts'
import type { App } from '../../server/app.ts'
import type { Schema } from './sample-schema.ts'

export interface MountedRoute {
  readonly method: string
  /** Pattern with :names; what a name must match is left out. */
  readonly path: string
  readonly names: readonly string[]
  readonly body: Schema | undefined
  /** The deadline it declares. */
  readonly seconds: number
}

interface Described {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** From the route table itself: a route added later is here without a word. */
export function mountedRoutes(app: App, document: ApiDocument): MountedRoute[] {
  const seen = new Map<string, MountedRoute>()
  for (const { method, path: pattern, handler } of app.routes) {
    if (method === 'ALL') continue
    const path = pattern.replaceAll(/(:\w+)\{(?:[^{}]|\{[^{}]*\})*\}/g, '$1')
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
    const described = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    const body = described?.requestBody?.content?.['application/json']?.schema
    const key = `${method} ${path}`
    const seconds = Math.max(declaredLimits(handler)?.seconds ?? 0, seen.get(key)?.seconds ?? 0)
    seen.set(key, { method, path, names, body, seconds })
  }
  return [...seen.values()]
}

/** The path with a value for each name, escaped as a browser would. */
export const fillPath = ({ path }: MountedRoute, value: (name: string) => string): string =>
  path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(value(name)))
