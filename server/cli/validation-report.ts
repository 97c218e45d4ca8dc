/*
 * What is wrong at a path of item-banks/: schemas, lint and self-tests.
 *
 * A file or folder inside a bank is checked with its whole bank, since most
 * rules need the rest; only what concerns the path is reported.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import {
  type DocumentKind,
  documentKinds,
  type Issue,
  isDocument,
  lintBank,
  lintBetweenBanks,
  lintStandard,
  pointsOf,
  selfTestsWith,
  validateDocument,
} from '../../bank-schemas/index.ts'
import { scoreItem } from '../../scoring/index.ts'
import {
  type BankFolder,
  bankFolderOf,
  type ItemBanks,
  type ReadFile,
  readBankFolder,
  readItemBanks,
  readStandards,
  type StandardFile,
} from '../banks/read-bank-folder.ts'

export interface ValidationReport {
  /** Files by kind of document. */
  readonly documents: Readonly<Record<string, number>>
  readonly items: number
  readonly points: number
  readonly errors: readonly Issue[]
  readonly warnings: readonly Issue[]
}

/** Checks what stands at the path; undefined when there is nothing of ours. */
export function validatePath(
  path: string,
  workingFolder: string = process.cwd(),
): ValidationReport | undefined {
  const absolute = resolve(workingFolder, path)
  if (!existsSync(absolute)) return undefined
  const bank = bankFolderOf(absolute)
  if (bank) return reportOf(withStandard(bank, workingFolder), absolute, workingFolder)
  const content = contentOf(absolute, workingFolder)
  if (content) return reportOf(content, absolute, workingFolder)
  return statSync(absolute).isFile() ? reportOnFile(absolute, workingFolder) : undefined
}

/** A bank with the editions of its standard. */
function withStandard(bank: string, workingFolder: string): ItemBanks {
  const standards = join(bank, '../../standards', basename(bank))
  return { banks: [readBankFolder(bank, workingFolder)], standards: readStandards(standards, workingFolder) }
}

/** Banks and standards at a path that is no part of a bank; undefined when there are none. */
export function contentOf(path: string, workingFolder: string): ItemBanks | undefined {
  if (existsSync(join(path, 'banks')) || existsSync(join(path, 'standards')))
    return readItemBanks(path, workingFolder)
  if (basename(path) === 'banks')
    return { banks: readItemBanks(resolve(path, '..'), workingFolder).banks, standards: [] }
  if (path.split(/[\\/]/).includes('standards'))
    return { banks: [], standards: readStandards(path, workingFolder) }
  return undefined
}

function reportOf({ banks, standards }: ItemBanks, path: string, workingFolder: string): ValidationReport {
  const shown = isInsideBank(path) ? relative(workingFolder, path).replaceAll('\\', '/') : ''
  const issues = [
    ...standards.flatMap(issuesOfStandard),
    ...banks.flatMap(issuesOfBank),
    ...lintBetweenBanks(banks),
  ].filter(({ file }) => file === undefined || isWithin(file, shown))
  const files = [...standards, ...banks.flatMap((bank) => bank.files)].filter(({ file }) =>
    isWithin(file, shown),
  )
  return { ...countsOf(files), ...bySeverity(issues) }
}

function isInsideBank(path: string): boolean {
  const bank = bankFolderOf(path)
  return bank !== undefined && bank !== path
}

function isWithin(file: string, shown: string): boolean {
  return shown === '' || file === shown || file.startsWith(`${shown}/`)
}

function issuesOfStandard({ standard, file, issues }: StandardFile): Issue[] {
  return [...issues, ...(standard ? lintStandard(standard, { file, pointer: '' }) : [])]
}

/** Everything wrong with a bank: schemas, lint and self-tests. */
export function issuesOfBank(bank: BankFolder): Issue[] {
  return [...bank.issues, ...lintBank(bank, [selfTestsWith(scoreItem)])]
}

/** A lone file outside item-banks/: its schema only. */
function reportOnFile(path: string, workingFolder: string): ValidationReport | undefined {
  const file = relative(workingFolder, path)
  try {
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const kind = kindOf(document)
    if (!kind) return undefined
    const issues = validateDocument(kind, document).map((issue) => ({ ...issue, file }))
    return { ...countsOf([{ file, kind, document }]), ...bySeverity(issues) }
  } catch (error) {
    const message = {
      zh: `不是有效的 JSON：${(error as Error).message}`,
      en: `not valid JSON: ${(error as Error).message}`,
    }
    const issue: Issue = { rule: 'file/not-json', severity: 'error', file, pointer: '', message }
    return { ...countsOf([]), ...bySeverity([issue]) }
  }
}

/** A document says what it is in $schema; items and lists of them have a shape of their own. */
function kindOf(document: unknown): DocumentKind | undefined {
  if (Array.isArray(document)) return 'item-file'
  const { $schema, kind } = (document ?? {}) as Record<string, unknown>
  const named = documentKinds.find((one) => $schema === `urn:liangcai:schema:v1:${one}`)
  if (named) return named
  return typeof kind === 'string' ? 'item' : undefined
}

function countsOf(files: readonly ReadFile[]): Pick<ValidationReport, 'documents' | 'items' | 'points'> {
  const documents: Record<string, number> = {}
  let items = 0
  let points = 0
  for (const { kind, document } of files) {
    documents[kind] = (documents[kind] ?? 0) + 1
    if (kind === 'item-file' && Array.isArray(document)) items += document.length
    if (kind === 'syllabus' && isDocument('syllabus', document))
      points += Array.from(pointsOf(document)).length
  }
  return { documents, items, points }
}

function bySeverity(issues: readonly Issue[]): Pick<ValidationReport, 'errors' | 'warnings'> {
  return {
    errors: issues.filter(({ severity }) => severity === 'error'),
    warnings: issues.filter(({ severity }) => severity === 'warning'),
  }
}
