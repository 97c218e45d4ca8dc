/*
 * An item as people read it: stem, figure, options, and, where they may be
 * seen, key, rationale and facts. Its texts were checked as rich text when the
 * bank was loaded and are rendered to safe HTML by renderRich.
 */
import type { FC } from 'hono/jsx'
import { type Item, renderRich } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { SafeHtml } from '../layout.tsx'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'
import { ItemKey } from './item-key.tsx'
import { Badge } from './parts.tsx'

type Case = Extract<Item, { kind: 'case' }>
export type Question = Item | Case['items'][number]

/** Pictures of the bank: media/<file> to SHA-256, as getMedia returns it. */
export type Media = ReadonlyMap<string, string>

export interface ItemViewProps {
  readonly lang: Language
  readonly item: Item
  readonly media: Media
  /** Key, rationale, facts. Without them: as on paper. */
  readonly withKey?: boolean
  /** Number on a paper, before the stem. */
  readonly number?: number
}

export const ItemCard: FC<ItemViewProps & { hash?: string }> = ({ hash, ...view }) => {
  const { lang, item } = view
  const t = texts(lang, bankMessages)
  const w = texts(lang, words)
  return (
    <article class="item-card" id={item.id}>
      <div class="item-head">
        <Badge tone="primary">{w(`kind.${item.kind}`)}</Badge>
        <Badge tone={item.secrecy === 'open' ? 'success' : 'warning'}>{w(`secrecy.${item.secrecy}`)}</Badge>
        {item.status === 'released' ? null : <Badge tone="danger">{w(`status.${item.status}`)}</Badge>}
        <code class="ms-auto small text-break-all">{item.id}</code>
      </div>
      <QuestionView {...view} question={item} />
      {view.withKey ? (
        <>
          <ItemKey lang={lang} question={item} media={view.media} />
          <div class="item-key border-secondary">
            <strong>{t('rationale')}</strong>
            <Rich text={item.rationale} media={view.media} />
          </div>
          <div class="item-facts">
            {t('difficulty')} {item.difficulty} · {w(`cognitive.${item.cognitive}`)} ·{' '}
            {item.seconds ? `${t('seconds', { n: item.seconds })} · ` : ''}
            {t('policy')} <code>{item.policy}</code> · {t('source')}：{item.source.text}
            {hash ? (
              <>
                {' '}
                · <code title={hash}>{hash.slice(0, 12)}</code>
              </>
            ) : null}
          </div>
        </>
      ) : null}
    </article>
  )
}

/** Stem and what is chosen from; nothing that tells the key unless asked for. */
export const QuestionView: FC<Omit<ItemViewProps, 'item'> & { question: Question }> = ({
  question,
  number,
  ...view
}) => {
  const { lang, media, withKey } = view
  const t = texts(lang, bankMessages)
  return (
    <>
      <Rich text={number === undefined ? question.stem : `${number}. ${question.stem}`} media={media} />
      {question.kind === 'hotspot' ? (
        <HotspotFigure image={question.image} regions={withKey ? question.key : []} media={media} />
      ) : null}
      {'options' in question ? (
        <ul class="item-options">
          {question.options.map((option) => (
            <li class={withKey && isKey(question, option.id) ? 'is-key' : ''}>
              <span class="option-id">{option.id}.</span>
              <Rich text={option.text} media={media} />
            </li>
          ))}
        </ul>
      ) : null}
      {question.kind === 'matching' ? (
        <Pairs left={question.left} right={question.right} media={media} />
      ) : null}
      {question.kind === 'ordering' ? (
        <ul class="item-options">
          {question.elements.map((element) => (
            <li>
              <span class="option-id">{element.id}.</span>
              <Rich text={element.text} media={media} />
            </li>
          ))}
        </ul>
      ) : null}
      {question.kind === 'case'
        ? question.items.map((sub) => (
            <div class="item-sub">
              <div class="text-secondary small">{t('subItem', { id: sub.id })}</div>
              <QuestionView {...view} question={sub} />
              {withKey ? <ItemKey lang={lang} question={sub} media={media} /> : null}
            </div>
          ))
        : null}
    </>
  )
}

const isKey = (question: Question, option: string): boolean =>
  question.kind === 'single-choice'
    ? question.key === option
    : question.kind === 'multiple-response' && question.key.includes(option)

type Choice = { readonly id: string; readonly text: string }

const Pairs: FC<{ left: readonly Choice[]; right: readonly Choice[]; media: Media }> = ({
  left,
  right,
  media,
}) => (
  <div class="pair-columns my-2">
    {[left, right].map((side) => (
      <ul class="item-options m-0">
        {side.map((one) => (
          <li>
            <span class="option-id">{one.id}.</span>
            <Rich text={one.text} media={media} />
          </li>
        ))}
      </ul>
    ))}
  </div>
)

/** Blanks are drawn as lines. */
export const Rich: FC<{ text: string; media: Media }> = ({ text, media }) => (
  <div class="rich">
    <SafeHtml
      html={renderRich(text, {
        mediaUrl: (file) => mediaUrl(media, file),
        blank: (id) => `<span class="blank">(${id})</span>`,
      })}
    />
  </div>
)

/** A file the bank does not have shows its alternative text. */
export function mediaUrl(media: Media, file: string): string {
  const sha256 = media.get(file) ?? media.get(`media/${file}`)
  const extension = file.split('.').at(-1) ?? 'bin'
  return sha256 ? `/media/${sha256}.${extension}` : ''
}

type Hotspot = Extract<Item, { kind: 'hotspot' }>

const HotspotFigure: FC<{ image: Hotspot['image']; regions: Hotspot['key']; media: Media }> = ({
  image,
  regions,
  media,
}) => (
  <div class="hotspot">
    <img
      src={mediaUrl(media, image.src.replace(/^media\//, ''))}
      alt={image.alt}
      width={image.width}
      height={image.height}
    />
    {regions.length > 0 ? (
      <svg viewBox={`0 0 ${image.width} ${image.height}`} aria-hidden="true">
        {regions.map((region) =>
          region.shape === 'rect' ? (
            <rect
              class="hotspot-region"
              x={region.x}
              y={region.y}
              width={region.width}
              height={region.height}
            />
          ) : region.shape === 'circle' ? (
            <circle class="hotspot-region" cx={region.x} cy={region.y} r={region.radius} />
          ) : (
            <polygon
              class="hotspot-region"
              points={region.points.map((corner) => corner.join(',')).join(' ')}
            />
          ),
        )}
      </svg>
    ) : null}
  </div>
)
