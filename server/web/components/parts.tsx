/* The pieces pages are made of, in Tabler's markup. */
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import type { Page } from '../../kernel/page.ts'
import { texts } from '../messages/define-messages.ts'
import { shellMessages } from '../messages/shell.ts'

export const PageHeader: FC<PropsWithChildren<{ title: string; pretitle?: Child; lead?: Child }>> = ({
  title,
  pretitle,
  lead,
  children,
}) => (
  <div class="page-header d-print-none mt-3">
    <div class="container-xl">
      <div class="row g-2 align-items-center">
        <div class="col">
          {pretitle ? <div class="page-pretitle">{pretitle}</div> : null}
          <h1 class="page-title">{title}</h1>
          {lead ? <div class="text-secondary mt-1">{lead}</div> : null}
        </div>
        {children ? <div class="col-auto ms-auto d-flex flex-wrap gap-2">{children}</div> : null}
      </div>
    </div>
  </div>
)

/** The body of a page under its header. */
export const PageBody: FC<PropsWithChildren> = ({ children }) => (
  <div class="page-body">
    <div class="container-xl">{children}</div>
  </div>
)

export const Card: FC<
  PropsWithChildren<{ title?: Child; actions?: Child; flush?: boolean; id?: string }>
> = ({ title, actions, flush, id, children }) => (
  <div class="card mb-3" id={id}>
    {title || actions ? (
      <div class="card-header">
        <h2 class="card-title">{title}</h2>
        {actions ? <div class="card-actions">{actions}</div> : null}
      </div>
    ) : null}
    {flush ? children : <div class="card-body">{children}</div>}
  </div>
)

/** Head and rows alone, for tables of another look. */
export const TableBody: FC<{ head: readonly Child[]; rows: readonly (readonly Child[])[] }> = ({
  head,
  rows,
}) => (
  <>
    <thead>
      <tr>
        {head.map((cell) => (
          <th scope="col">{cell}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr>
          {row.map((cell) => (
            <td>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </>
)

/** Rows of cells; scrolls sideways on a phone. */
export const Table: FC<{ head: readonly Child[]; rows: readonly (readonly Child[])[]; empty: string }> = ({
  head,
  rows,
  empty,
}) =>
  rows.length === 0 ? (
    <EmptyState title={empty} />
  ) : (
    <div class="table-responsive">
      <table class="table table-vcenter card-table">
        <TableBody head={head} rows={rows} />
      </table>
    </div>
  )

export const EmptyState: FC<PropsWithChildren<{ title: string }>> = ({ title, children }) => (
  <div class="empty py-4">
    <p class="empty-title text-secondary">{title}</p>
    {children ? <div class="empty-action">{children}</div> : null}
  </div>
)

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export const Alert: FC<PropsWithChildren<{ tone: Tone; title?: Child }>> = ({ tone, title, children }) => (
  <div class={`alert alert-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
    <div>
      {title ? <h3 class="alert-heading">{title}</h3> : null}
      <div>{children}</div>
    </div>
  </div>
)

export const Badge: FC<PropsWithChildren<{ tone?: Tone | 'secondary' | 'primary' }>> = ({
  tone = 'secondary',
  children,
}) => <span class={`badge bg-${tone}-lt`}>{children}</span>

interface FieldProps {
  readonly label: string
  readonly name: string
  readonly id?: string
  readonly type?: 'text' | 'password' | 'number' | 'datetime-local' | 'date' | 'email' | 'search' | 'file'
  readonly value?: string | number
  readonly hint?: Child
  readonly required?: boolean
  readonly big?: boolean
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'text' | 'decimal'
  readonly pattern?: string
  readonly min?: string | number
  readonly max?: string | number
  readonly maxlength?: number
  readonly autofocus?: boolean
  readonly readonly?: boolean
  readonly placeholder?: string
  readonly accept?: string
}

export const Field: FC<FieldProps> = ({ label, hint, big, id, required, ...input }) => {
  const fieldId = id ?? `field-${input.name}`
  return (
    <div class="mb-3">
      <label class={`form-label${required ? ' required' : ''}`} for={fieldId}>
        {label}
      </label>
      <input
        {...input}
        id={fieldId}
        required={required}
        type={input.type ?? 'text'}
        class={`form-control${big ? ' form-control-big' : ''}`}
      />
      {hint ? <div class="form-hint mt-1">{hint}</div> : null}
    </div>
  )
}

export const TextArea: FC<{
  label: string
  name: string
  value?: string
  rows?: number
  hint?: Child
  required?: boolean
  placeholder?: string
}> = ({ label, name, value, rows = 4, hint, required, placeholder }) => (
  <div class="mb-3">
    <label class={`form-label${required ? ' required' : ''}`} for={`field-${name}`}>
      {label}
    </label>
    <textarea
      class="form-control"
      id={`field-${name}`}
      name={name}
      rows={rows}
      required={required}
      placeholder={placeholder}
    >
      {value ?? ''}
    </textarea>
    {hint ? <div class="form-hint mt-1">{hint}</div> : null}
  </div>
)

export interface Choice {
  readonly value: string
  readonly text: string
}

export const Select: FC<{
  label: string
  name: string
  choices: readonly Choice[]
  value?: string
  hint?: Child
  required?: boolean
}> = ({ label, name, choices, value, hint, required }) => (
  <div class="mb-3">
    <label class={`form-label${required ? ' required' : ''}`} for={`field-${name}`}>
      {label}
    </label>
    <select class="form-select" id={`field-${name}`} name={name} required={required}>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {choice.text}
        </option>
      ))}
    </select>
    {hint ? <div class="form-hint mt-1">{hint}</div> : null}
  </div>
)

export const CheckBoxes: FC<{
  label: string
  name: string
  choices: readonly Choice[]
  chosen?: readonly string[]
  hint?: Child
  /** The label is read out only: a heading above says it already. */
  bare?: boolean
}> = ({ label, name, choices, chosen = [], hint, bare }) => (
  <fieldset class="mb-3">
    <legend class={bare ? 'visually-hidden' : 'form-label'}>{label}</legend>
    {choices.map((choice) => (
      <label class="form-check form-check-inline">
        <input
          class="form-check-input"
          type="checkbox"
          name={name}
          value={choice.value}
          checked={chosen.includes(choice.value)}
        />
        <span class="form-check-label">{choice.text}</span>
      </label>
    ))}
    {hint ? <div class="form-hint mt-1">{hint}</div> : null}
  </fieldset>
)

export const Submit: FC<PropsWithChildren<{ tone?: 'primary' | 'danger' | 'secondary'; wide?: boolean }>> = ({
  tone = 'primary',
  wide,
  children,
}) => (
  <button type="submit" class={`btn btn-${tone}${wide ? ' w-100' : ''}`}>
    {children}
  </button>
)

/** `href` is the address without its page number. */
export const Pagination: FC<{ lang: Language; page: Omit<Page<unknown>, 'rows'>; href: string }> = ({
  lang,
  page: { page, size, total },
  href,
}) => {
  const t = texts(lang, shellMessages)
  const pages = Math.max(1, Math.ceil(total / size))
  const to = (n: number) => `${href}${href.includes('?') ? '&' : '?'}page=${n}`
  return (
    <div class="card-footer d-flex flex-wrap align-items-center gap-2">
      <p class="m-0 text-secondary">{t('pageOf', { page, pages, total })}</p>
      <ul class="pagination m-0 ms-auto">
        <li class={`page-item${page <= 1 ? ' disabled' : ''}`}>
          <a class="page-link" href={to(Math.max(1, page - 1))} rel="prev">
            {t('previous')}
          </a>
        </li>
        <li class={`page-item${page >= pages ? ' disabled' : ''}`}>
          <a class="page-link" href={to(Math.min(pages, page + 1))} rel="next">
            {t('next')}
          </a>
        </li>
      </ul>
    </div>
  )
}

/** A moment in the time of the People's Republic. */
export const Time: FC<{ at: Date; seconds?: boolean }> = ({ at, seconds }) => (
  <time datetime={at.toISOString()}>{chinaTime(at, seconds)}</time>
)

/** 2027-03-01 09:00, UTC+8. */
export function chinaTime(at: Date, seconds = false): string {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, seconds ? 19 : 16)}`
}
