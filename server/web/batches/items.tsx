/* The items of a batch after the exam: how they did, and rulings on faulty ones. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Item } from '../../../bank-schemas/index.ts'
import type { ItemRuling } from '../../../scoring/index.ts'
import { type BatchItem, listBatchItems } from '../../analytics/get-batch-items.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormList,
  requireStaff,
} from '../../api/door.ts'
import { getMedia } from '../../banks/list-items.ts'
import { getBatch } from '../../batches/get-batch.ts'
import type { Batch } from '../../batches/model.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { ruleOnItem } from '../../marking/rule-on-item.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { ItemCard, type Media } from '../components/item-view.tsx'
import { Alert, Badge, Card, CheckBoxes, EmptyState, Select, Submit, TextArea } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { rulingMessages } from '../messages/rulings.ts'
import { words } from '../messages/words.ts'
import { batchPath, renderBatch } from './frame.tsx'

export const rulable: readonly Batch['state'][] = ['closed', 'marked', 'published', 'certified']

export function batchItemPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const path = (id: string) => `${batchPath(id)}/items`

  app.get('/centre/batches/:id/items', (c) => render(c))

  app.post('/centre/batches/:id/items/:hash/ruling', async (c) => {
    const actor = requireStaff(c)
    const id = c.req.param('id')
    const form = await readForm(c)
    const keys = await readFormList(c, 'keys')
    return answerForm(
      async () => {
        const n = await ruleOnItem(ctx, actor, {
          batchId: id,
          itemHash: c.req.param('hash').slice(0, 80),
          ruling: rulingOf(form.ruling, form.kind, keys),
          reason: (form.reason ?? '').slice(0, 1000),
        })
        return c.redirect(`${path(id)}?marked=${n}`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, rulingMessages)
    const batch = await getBatch(ctx, actor, id, 'marking.rule')
    const [items, media] = await Promise.all([listBatchItems(ctx, actor, id), getMedia(ctx, batch.bankId)])
    // After a refusal everything is shown, so that the item at hand is there.
    const all = c.req.query('all') !== undefined || refusal !== undefined
    const shown = all ? items : items.filter((item) => item.findings.length > 0 || item.ruling)
    const n = c.req.query('marked')
    return renderBatch(
      c,
      {
        contexts,
        actor,
        batch,
        tab: 'statistics',
        refusal,
        done: n && /^\d{1,6}$/.test(n) ? t('saved', { n }) : undefined,
      },
      <>
        <Card
          title={t('title')}
          actions={
            <a class="btn btn-sm" href={all ? path(id) : `${path(id)}?all`}>
              {all ? t('onlyDoubtful') : t('all')}
            </a>
          }
        >
          <p class="mb-1">{t('lead')}</p>
          <p class="text-secondary mb-0">{t('viewLogged')}</p>
        </Card>
        {shown.length === 0 ? (
          <Card>
            <EmptyState title={t('noneDoubtful')} />
          </Card>
        ) : null}
        {shown.map((item) => (
          <ItemRow lang={lang} batch={batch} item={item} media={media} />
        ))}
      </>,
    )
  }

  return app
}

/** What the form asks for. Ticked options: each a key of its own, or one key together. */
function rulingOf(
  ruling: string | undefined,
  kind: string | undefined,
  keys: readonly string[],
): ItemRuling | null {
  if (ruling === 'none') return null
  if (ruling === 'full-marks') return { kind: 'full-marks' }
  if (ruling !== 'also-accept') throw invalid('请选择裁定', 'choose a ruling')
  if (keys.length === 0) throw invalid('请勾选追加的答案', 'tick the further answers')
  if (kind === 'multiple-response') return { kind: 'also-accept', keys: [[...keys].sort()] }
  return { kind: 'also-accept', keys: keys.map((key) => (kind === 'true-false' ? key === 'true' : key)) }
}

const ItemRow: FC<{ lang: Language; batch: Batch; item: BatchItem; media: Media }> = ({
  lang,
  batch,
  item: { revision, places, use, discrimination, findings, ruling },
  media,
}) => {
  const t = texts(lang, rulingMessages)
  const { item, hash } = revision
  return (
    <Card
      id={hash}
      title={
        <span class="d-flex flex-wrap gap-2 align-items-center">
          {places.map((place) => (
            <Badge tone="primary">
              {place.formId.slice(-6)} № {place.number}
            </Badge>
          ))}
          {texts(lang, words)(`kind.${item.kind}`)}
          {use ? (
            <span class="text-secondary fs-5">
              n = {use.n} · {t('facility')} {use.facility.toFixed(2)}
              {discrimination === null ? '' : ` · ${t('discrimination')} ${discrimination.toFixed(2)}`}
            </span>
          ) : null}
        </span>
      }
    >
      {findings.map((task) => (
        <Alert tone={task.urgency === 'urgent' ? 'danger' : 'warning'}>{task[lang]}</Alert>
      ))}
      {ruling?.ruling ? (
        <Alert tone="success" title={t(`kind.${ruling.ruling.kind}`)}>
          {ruling.ruling.kind === 'also-accept'
            ? `${ruling.ruling.keys.map((key) => (Array.isArray(key) ? key.join('') : keyName(key, lang))).join('、')} · `
            : ''}
          {ruling.reason}
        </Alert>
      ) : null}
      <details>
        <summary>{t('stem')}</summary>
        <div class="mt-2">
          <ItemCard lang={lang} item={item} media={media} hash={hash} withKey />
        </div>
      </details>
      {rulable.includes(batch.state) ? (
        <details class="mt-2">
          <summary>{ruling?.ruling ? t('change') : t('rule')}</summary>
          <form method="post" action={`${batchPath(batch.id)}/items/${hash}/ruling`} class="mt-3">
            <input type="hidden" name="kind" value={item.kind} />
            <Select
              label={t('kindOfRuling')}
              name="ruling"
              required
              choices={[
                { value: '', text: t('choose') },
                ...rulingChoices(batch, item, ruling !== undefined && ruling.ruling !== null, lang).map(
                  (value) => ({ value, text: t(`kind.${value}`) }),
                ),
              ]}
            />
            {optionsOf(item, lang).length > 0 ? (
              <CheckBoxes
                label={t('also')}
                name="keys"
                choices={optionsOf(item, lang)}
                hint={t('alsoHint')}
              />
            ) : null}
            <TextArea label={t('reason')} name="reason" rows={2} required />
            <Submit>{t('save')}</Submit>
          </form>
        </details>
      ) : null}
    </Card>
  )
}

const keyName = (key: unknown, lang: Language): string =>
  typeof key === 'boolean' ? texts(lang, rulingMessages)(key ? 'true' : 'false') : String(key)

/** What can be ruled now: a ruling is taken back only when there is one and nobody has seen a result of it. */
function rulingChoices(batch: Batch, item: Item, isRuled: boolean, lang: Language) {
  const published = batch.state === 'published' || batch.state === 'certified'
  return [
    'full-marks' as const,
    ...(optionsOf(item, lang).length > 0 ? (['also-accept'] as const) : []),
    ...(isRuled && !published ? (['none'] as const) : []),
  ]
}

/** What may be accepted beside the key. */
function optionsOf(item: Item, lang: Language): { value: string; text: string }[] {
  if (item.kind === 'single-choice')
    return item.options.filter(({ id }) => id !== item.key).map(({ id }) => ({ value: id, text: id }))
  if (item.kind === 'multiple-response') return item.options.map(({ id }) => ({ value: id, text: id }))
  if (item.kind === 'true-false') return [{ value: String(!item.key), text: keyName(!item.key, lang) }]
  return []
}
