/*
 * The reference pages: the API, drawn from its document by the server (the usual
 * viewers load their scripts from elsewhere and need inline scripts), and every
 * error code.
 */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Env } from '../../api/door.ts'
import type { OpenApiDocument } from '../../api/openapi.ts'
import { refusalList } from '../../api/refusal-list.ts'
import { Badge, Card, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { referenceMessages } from '../messages/reference.ts'

export function referencePages(document: () => OpenApiDocument): Hono<Env> {
  const app = new Hono<Env>()

  app.get('/api/docs', (c) => {
    const t = texts(c.get('lang'), referenceMessages)
    const { paths, components } = plain(document())
    const byTag = groupByTag(paths)
    return renderPage(
      c,
      { title: t('apiTitle') },
      <>
        <PageHeader title={t('apiTitle')} lead={t('apiLead')}>
          <a class="btn" href="/api/openapi.json">
            openapi.json
          </a>
          <a class="btn" href="/api/errors">
            {t('errorsTitle')}
          </a>
        </PageHeader>
        <PageBody>
          {[...byTag].map(([tag, operations]) => (
            <>
              <h2 class="mt-4" id={tag}>
                {tag}
              </h2>
              {operations.map((operation) => (
                <OperationCard {...operation} lang={c.get('lang')} />
              ))}
            </>
          ))}
          <h2 class="mt-4">{t('schemas')}</h2>
          {Object.entries(components?.schemas ?? {}).map(([name, schema]) => (
            <Card id={`schema-${name}`} title={<code>{name}</code>}>
              <pre class="code-small mb-0">{JSON.stringify(schema, null, 2)}</pre>
            </Card>
          ))}
        </PageBody>
      </>,
    )
  })

  app.get('/api/errors', (c) => {
    const t = texts(c.get('lang'), referenceMessages)
    return renderPage(
      c,
      { title: t('errorsTitle') },
      <>
        <PageHeader title={t('errorsTitle')} lead={t('errorsLead')} />
        <PageBody>
          <Card flush>
            <div class="table-responsive">
              <table class="table table-vcenter card-table">
                <thead>
                  <tr>
                    <th scope="col">{t('code')}</th>
                    <th scope="col">{t('status')}</th>
                    <th scope="col">{t('sentence')}</th>
                    <th scope="col">{t('feature')}</th>
                  </tr>
                </thead>
                <tbody>
                  {refusalList.map((one) => (
                    <tr id={one.code}>
                      <td>
                        <code>{one.code}</code>
                      </td>
                      <td>{one.status}</td>
                      <td>
                        <div>{one.zh}</div>
                        <div class="text-secondary small" lang="en">
                          {one.en}
                        </div>
                      </td>
                      <td>{one.feature}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        </PageBody>
      </>,
    )
  })

  return app
}

/** The document as it is read here: only what is shown. */
interface Plain {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema?: unknown
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> }
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description?: string
        readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>
      }
    >
  >
}

interface Listed {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

const plain = (document: OpenApiDocument): Plain => document as unknown as Plain

function groupByTag(paths: Plain['paths']): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'api'
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }])
    }
  }
  return groups
}

const tones = { get: 'info', post: 'success', put: 'warning', delete: 'danger' } as const

const OperationCard: FC<Listed & { lang: 'zh' | 'en' }> = ({ method, path, operation, lang }) => {
  const t = texts(lang, referenceMessages)
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  return (
    <details class="card mb-2">
      <summary class="card-body py-2 d-flex flex-wrap gap-2 align-items-center">
        <Badge tone={tones[method as keyof typeof tones] ?? 'secondary'}>{method.toUpperCase()}</Badge>
        <code class="text-break-all">{path}</code>
        <span class="text-secondary">{operation.summary}</span>
      </summary>
      <div class="card-body">
        {operation.description ? <p>{operation.description}</p> : null}
        {operation.parameters?.length ? (
          <>
            <h3>{t('parameters')}</h3>
            <ul>
              {operation.parameters.map((one) => (
                <li>
                  <code>{one.name}</code> ({one.in}
                  {one.required ? `, ${t('required')}` : ''}) <SchemaText schema={one.schema} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {body ? (
          <>
            <h3>{t('body')}</h3>
            <SchemaText schema={body} />
          </>
        ) : null}
        <h3>{t('responses')}</h3>
        {Object.entries(operation.responses).map(([status, response]) => (
          <div class="mb-2">
            <strong>{status}</strong> {response.description}
            <SchemaText schema={Object.values(response.content ?? {})[0]?.schema} />
          </div>
        ))}
      </div>
    </details>
  )
}

const SchemaText: FC<{ schema: unknown }> = ({ schema }) => {
  const reference = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)
  if (reference)
    return (
      <a href={`#schema-${reference}`}>
        <code>{reference}</code>
      </a>
    )
  return schema ? <pre class="code-small mb-1">{JSON.stringify(schema, null, 2)}</pre> : null
}
