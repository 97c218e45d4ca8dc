/* The fields of a batch, on the page that makes it and on the one that corrects it. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import type { TaskRevision } from '../../banks/model.ts'
import { chinaInstant, invalid, wholeNumber } from '../components/form-answer.ts'
import { Field, Select } from '../components/parts.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'

export type Fields = Readonly<Record<string, string>>

export interface BatchFieldsProps {
  readonly lang: Language
  /** What the fields hold; every one of them. */
  readonly form: Fields
  /** Minutes that the standard asks for. */
  readonly required: number
  readonly tasks: readonly TaskRevision[]
  /** Minutes and task stand: people prepared for them. */
  readonly confirmed?: boolean
}

export const TitleField: FC<{ lang: Language; form: Fields }> = ({ lang, form }) => {
  const t = texts(lang, batchMessages)
  return (
    <Field
      label={t('title')}
      name="title"
      value={form.title}
      hint={t('titleHint')}
      maxlength={100}
      required
    />
  )
}

export const BatchFields: FC<BatchFieldsProps> = ({ lang, form, required, tasks, confirmed }) => {
  const t = texts(lang, batchMessages)
  return (
    <>
      <div class="row">
        <div class="col-md-4">
          <Field label={t('opensAt')} name="opensAt" type="datetime-local" value={form.opensAt} required />
        </div>
        <div class="col-md-4">
          <Field label={t('closesAt')} name="closesAt" type="datetime-local" value={form.closesAt} required />
        </div>
        <div class="col-md-4">
          <Field
            label={t('minutes')}
            name="minutes"
            type="number"
            min={1}
            max={600}
            value={form.minutes}
            readonly={confirmed}
            hint={t('minutesHint', { n: required })}
            required
          />
        </div>
        {(['lateEntry', 'earlyLeave', 'grace'] as const).map((name) => (
          <div class="col-md-4">
            <Field
              label={t(name)}
              name={name}
              type="number"
              min={0}
              max={600}
              value={form[name]}
              hint={name === 'grace' ? t('graceHint') : undefined}
              required
            />
          </div>
        ))}
      </div>
      <Select
        label={t('task')}
        name="task"
        value={form.task}
        choices={[
          { value: '', text: t('noTask') },
          ...tasks.map(({ hash, task }) => ({
            value: hash,
            text: `${task.id.split('_').at(-1)} ${task.title}`,
          })),
        ]}
      />
      <Field
        label={t('specialisation')}
        name="specialisation"
        value={form.specialisation}
        hint={t('specialisationHint')}
        maxlength={60}
      />
    </>
  )
}

/** Reads what BatchFields and TitleField hold. Refuses: invalid-input. */
export function readBatchFields(form: Fields) {
  const title = (form.title ?? '').trim()
  if (title === '' || title.length > 100)
    throw invalid('计划名称应为 1–100 字', 'the title has 1–100 characters')
  const minutes = { min: 0, max: 600 }
  return {
    title,
    specialisation: (form.specialisation ?? '').slice(0, 60),
    opensAt: chinaInstant(form.opensAt, '开考时间', 'the start'),
    closesAt: chinaInstant(form.closesAt, '窗口结束时间', 'the end of the window'),
    minutes: wholeNumber(form.minutes, { zh: '理论考试时间', en: 'the minutes', min: 1, max: 600 }),
    lateEntryMinutes: wholeNumber(form.lateEntry, {
      zh: '迟到禁入分钟数',
      en: 'the minutes of late entry',
      ...minutes,
    }),
    earlyLeaveMinutes: wholeNumber(form.earlyLeave, {
      zh: '可交卷分钟数',
      en: 'the minutes before handing in',
      ...minutes,
    }),
    graceSeconds: wholeNumber(form.grace, { zh: '宽限秒数', en: 'the grace', ...minutes }),
    practicalTaskHash: form.task ? form.task.slice(0, 64) : undefined,
  }
}
