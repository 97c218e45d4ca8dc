/* Small pieces: labelled facts, figures, a flash, a button that is a form. */
import type { Child, FC, PropsWithChildren } from 'hono/jsx'

/** Label and value, in one or two columns. */
export const Facts: FC<{ rows: readonly (readonly [label: Child, value: Child])[] }> = ({ rows }) => (
  <dl class="facts">
    {rows.map(([label, value]) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

export const Figures: FC<{ figures: readonly { value: Child; text: Child; tone?: string }[] }> = ({
  figures,
}) => (
  <div class="figures">
    {figures.map(({ value, text, tone }) => (
      <div class={`figure-box${tone ? ` figure-${tone}` : ''}`}>
        <div class="figure-value">{value}</div>
        <div class="figure-text">{text}</div>
      </div>
    ))}
  </div>
)

/** A button that posts; what else it needs are hidden fields. */
export const PostButton: FC<
  PropsWithChildren<{
    action: string
    tone?: string
    fields?: Readonly<Record<string, string>>
    /** For a step that cannot be taken back: what the person must tick before the button works. */
    confirm?: string
  }>
> = ({ action, tone = 'primary', fields = {}, confirm, children }) => (
  <form method="post" action={action} class="d-inline-flex flex-wrap gap-2 align-items-center">
    {confirm ? (
      <label class="form-check mb-0">
        <input type="checkbox" class="form-check-input" required />
        <span class="form-check-label">{confirm}</span>
      </label>
    ) : null}
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={`btn btn-${tone}`}>
      {children}
    </button>
  </form>
)

/** A hash in full, small, breaking anywhere. */
export const Hash: FC<{ value: string }> = ({ value }) => <code class="hash">{value}</code>
