/* The fields to answer an item with, by kind: plain HTML, no script. */
import type { Child, FC } from 'hono/jsx'
import type { Item } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { type Media, Rich } from '../components/item-view.tsx'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'
import { blankField, type Fields, pairField, placeField } from './read-response.ts'

interface FieldsProps {
  readonly lang: Language
  readonly item: Item
  readonly media: Media
  /** What was sent before and could not be taken. */
  readonly sent: Fields
  readonly ticked: readonly string[]
}

type Choice = { readonly id: string; readonly text: string }

export const AnswerFields: FC<FieldsProps> = ({ lang, item, media, sent, ticked }) => {
  const t = texts(lang, practiceMessages)
  switch (item.kind) {
    case 'single-choice':
      return (
        <Group legend={t('chooseOne')}>
          {item.options.map(({ id, text }) => (
            <Tick type="radio" value={id} checked={sent.answer === id} mark={`${id}.`}>
              <Rich text={text} media={media} />
            </Tick>
          ))}
        </Group>
      )
    case 'multiple-response':
      return (
        <Group legend={t('chooseAll')}>
          {item.options.map(({ id, text }) => (
            <Tick type="checkbox" value={id} checked={ticked.includes(id)} mark={`${id}.`}>
              <Rich text={text} media={media} />
            </Tick>
          ))}
        </Group>
      )
    case 'true-false':
      return (
        <Group legend={t('chooseOne')}>
          <Tick type="radio" value="true" checked={sent.answer === 'true'} mark="√">
            {t('yes')}
          </Tick>
          <Tick type="radio" value="false" checked={sent.answer === 'false'} mark="×">
            {t('no')}
          </Tick>
        </Group>
      )
    case 'fill-in':
      return (
        <>
          {item.key.map(({ id }) => (
            <Line label={t('blank', { id })} name={blankField(id)} value={sent[blankField(id)]} />
          ))}
        </>
      )
    case 'matching':
      return (
        <>
          <Options choices={item.right} media={media} />
          {item.left.map((left) => (
            <Pick
              label={<Rich text={left.text} media={media} />}
              name={pairField(left.id)}
              value={sent[pairField(left.id)]}
              choices={item.right}
              empty={t('choose')}
            />
          ))}
        </>
      )
    case 'ordering':
      return (
        <>
          <Options choices={item.elements} media={media} />
          {item.elements.map((_, place) => (
            <Pick
              label={t('place', { n: place + 1 })}
              name={placeField(place + 1)}
              value={sent[placeField(place + 1)]}
              choices={item.elements}
              empty={t('choose')}
            />
          ))}
        </>
      )
    case 'numeric': {
      const { unit, unitRequired } = item.key
      const hint = unit && !unitRequired ? t('numberHint', { unit }) : t('numberPlain')
      return <Line label={t('yourNumber', { hint })} name="answer" value={sent.answer} />
    }
    default:
      return null
  }
}

const Group: FC<{ legend: string; children?: Child }> = ({ legend, children }) => (
  <fieldset class="answer-group">
    <legend class="text-secondary">{legend}</legend>
    {children}
  </fieldset>
)

const Tick: FC<{
  type: 'radio' | 'checkbox'
  value: string
  checked: boolean
  mark: string
  children?: Child
}> = ({ type, value, checked, mark, children }) => (
  <label class="choice-box">
    <input class="form-check-input" type={type} name="answer" value={value} checked={checked} />
    <span class="option-id">{mark}</span>
    <span class="answer-option">{children}</span>
  </label>
)

const Line: FC<{ label: string; name: string; value: string | undefined }> = ({ label, name, value }) => (
  <label class="d-block my-3">
    <span class="form-label">{label}</span>
    <input
      class="form-control form-control-lg"
      name={name}
      value={value ?? ''}
      maxlength={200}
      autocomplete="off"
    />
  </label>
)

const Pick: FC<{
  label: Child
  name: string
  value: string | undefined
  choices: readonly Choice[]
  empty: string
}> = ({ label, name, value, choices, empty }) => (
  <label class="answer-pick">
    <span>{label}</span>
    <select class="form-select" name={name}>
      <option value="">{empty}</option>
      {choices.map((choice) => (
        <option value={choice.id} selected={choice.id === value}>
          {optionText(choice)}
        </option>
      ))}
    </select>
  </label>
)

/** Formulas and pictures cannot stand in a list box: there the letter must do. */
const optionText = ({ id, text }: Choice): string => (/[$!`*_<[]/.test(text) ? id : `${id}. ${text}`)

const Options: FC<{ choices: readonly Choice[]; media: Media }> = ({ choices, media }) => (
  <ul class="item-options">
    {choices.map(({ id, text }) => (
      <li>
        <span class="option-id">{id}.</span>
        <Rich text={text} media={media} />
      </li>
    ))}
  </ul>
)
