/* Tabs of a thing with several pages, and the steps of its life. */
import type { FC } from 'hono/jsx'

export interface Tab {
  readonly key: string
  readonly href: string
  readonly text: string
  readonly count?: number
}

/** Links, not scripts: each tab is a page of its own. */
export const Tabs: FC<{ tabs: readonly Tab[]; at: string; label: string }> = ({ tabs, at, label }) => (
  <nav class="page-tabs d-print-none" aria-label={label}>
    <div class="container-xl">
      <ul class="nav nav-tabs page-tabs-list">
        {tabs.map((tab) => (
          <li class="nav-item">
            <a
              class={`nav-link${tab.key === at ? ' active' : ''}`}
              href={tab.href}
              aria-current={tab.key === at ? 'page' : undefined}
            >
              {tab.text}
              {tab.count !== undefined ? <span class="badge bg-secondary-lt ms-1">{tab.count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </div>
  </nav>
)

/** `at` is the place of the step under way; those before it are done. Past the last: all are. */
export const Steps: FC<{ steps: readonly string[]; at: number; label: string }> = ({ steps, at, label }) => (
  <ol class="life-steps" aria-label={label}>
    {steps.map((step, place) => (
      <li
        class={place < at ? 'done' : place === at ? 'current' : ''}
        aria-current={place === at ? 'step' : undefined}
      >
        <span class="life-step-mark" aria-hidden="true">
          {place < at ? '✓' : place + 1}
        </span>
        <span>{step}</span>
      </li>
    ))}
  </ol>
)
