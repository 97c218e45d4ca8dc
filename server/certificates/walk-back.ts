/*
 * The way back from a certificate: marks, answers, form, items, syllabus, and the
 * clauses of the standard. Every document is hashed again, so that a row that was
 * changed in the database does not hold.
 */
import { clausesOf, contentHash, type Form } from '../../bank-schemas/index.ts'
import { getAssembly } from '../assembly/get-assembly.ts'
import { getForm } from '../assembly/get-form.ts'
import { getSyllabusRevision } from '../banks/list-banks.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import { pointsOf } from '../banks/syllabus-points.ts'
import type { Context } from '../context.ts'
import { systemActor } from '../identity/model.ts'
import { findNamedRun } from '../marking/get-score-run.ts'
import type { ScoreRun } from '../marking/model.ts'
import { findSubmission } from '../sittings/get-submission.ts'
import { receiptOf } from '../sittings/receipt.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import type { CertificateRecord } from './model.ts'

export type TraceName =
  | 'certificate'
  | 'score run'
  | 'answers'
  | 'form'
  | 'items'
  | 'syllabus'
  | 'clauses'
  | 'standard'

export interface TraceStep {
  readonly step: TraceName
  readonly holds: boolean
  readonly detail: string
}

const actor = systemActor('verification')

export async function walkBack(
  ctx: Context,
  { document, documentHash }: CertificateRecord,
): Promise<TraceStep[]> {
  const { trace } = document
  const standard = await getStandardRevision(ctx, trace.standard.hash).catch(() => undefined)
  const steps: TraceStep[] = [
    { step: 'certificate', holds: contentHash(document) === documentHash, detail: documentHash },
  ]
  // A level without a theory part was certified without a paper.
  if (trace.scoreRun) {
    const run = await findNamedRun(ctx, trace.scoreRun)
    const printed = document.marks.find((mark) => mark.part === 'theory')?.marks
    steps.push(runStep(trace.scoreRun, run, printed), await answersStep(ctx, document))
    steps.push(...(await paperSteps(ctx, trace.form ?? '', run, standard?.standard)))
  }
  steps.push({
    step: 'standard',
    holds: standard !== undefined && contentHash(standard.standard) === trace.standard.hash,
    detail: trace.standard.hash,
  })
  return steps
}

/** Runs are only added: the one that was certified is there, adds up, and gave the marks that were printed. */
function runStep(name: string, run: ScoreRun | undefined, printed: number | undefined): TraceStep {
  const sum = run?.credits.reduce((total, credit) => total + Math.round(credit.marks * 100), 0)
  return {
    step: 'score run',
    holds: run !== undefined && sum === Math.round(run.marks * 100) && run.marks === printed,
    detail: `№ ${name.split('/').at(-1)} · ${run?.marks ?? '—'}`,
  }
}

async function answersStep(ctx: Context, { trace }: CertificateRecord['document']): Promise<TraceStep> {
  const submission = await findSubmission(ctx, trace.batch, trace.admission)
  const receipt = submission && receiptOf(trace.batch, trace.admission, submission.formId, submission.answers)
  return {
    step: 'answers',
    holds: receipt !== undefined && receipt === trace.responseReceipt,
    detail: trace.responseReceipt ?? '',
  }
}

async function paperSteps(
  ctx: Context,
  formId: string,
  run: ScoreRun | undefined,
  standard: Parameters<typeof clausesOf>[0] | undefined,
): Promise<TraceStep[]> {
  const form = await getForm(ctx, actor, formId).catch(() => undefined)
  if (!form) return [{ step: 'form', holds: false, detail: formId }]
  const entries = form.document.sections.flatMap((section) => section.items)
  const syllabus = await syllabusOf(ctx, form.assemblyId)
  const points = new Map(syllabus?.points.map((point) => [point.code, point.clauses]))
  const known = standard && new Set(Array.from(clausesOf(standard), ({ clause }) => clause))
  const tested = [...new Set(entries.flatMap((entry) => points.get(entry.point) ?? []))]
  return [
    {
      step: 'form',
      holds: contentHash(form.document) === form.hash && run?.formId === formId && run.formHash === form.hash,
      detail: `${formId} ${form.hash}`,
    },
    {
      step: 'items',
      holds: await itemsHold(ctx, entries),
      detail: String(entries.length),
    },
    {
      step: 'syllabus',
      holds: syllabus?.holds === true && entries.every((entry) => points.has(entry.point)),
      detail: syllabus?.hash ?? '—',
    },
    {
      step: 'clauses',
      holds: known !== undefined && tested.length > 0 && tested.every((clause) => known.has(clause)),
      detail: String(tested.length),
    },
  ]
}

type Entries = Form['sections'][number]['items']

async function itemsHold(ctx: Context, entries: Entries): Promise<boolean> {
  const hashes = [...new Set(entries.map((entry) => entry.hash))]
  const revisions = await getItemRevisions(ctx, hashes).catch(() => undefined)
  return entries.every((entry) => {
    const item = revisions?.get(entry.hash)?.item
    return item?.id === entry.id && item.point === entry.point && contentHash(item) === entry.hash
  })
}

async function syllabusOf(ctx: Context, assemblyId: string) {
  const assembly = await getAssembly(ctx, actor, assemblyId).catch(() => undefined)
  const found = assembly && (await getSyllabusRevision(ctx, assembly.syllabusHash).catch(() => undefined))
  return (
    found && {
      hash: found.hash,
      holds: contentHash(found.syllabus) === found.hash,
      points: pointsOf(found.syllabus),
    }
  )
}
