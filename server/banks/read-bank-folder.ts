/*
 * Reads banks and standards from item-banks/ and says what is wrong with them.
 *
 * A file that is not JSON, or not valid against its schema, becomes issues and
 * is left out of the typed part, so that what is typed is also true.
 *
 * Shape of the folder: bank-schemas/README.md and item-banks/README.md.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import {
  type Bank,
  type BankContext,
  type DocumentKind,
  type Documents,
  type Issue,
  type Item,
  type ItemModel,
  type Location,
  type PracticalTask,
  type Standard,
  type Syllabus,
  validateDocument,
} from '../../bank-schemas/index.ts'

export interface ReadFile {
  /** Path relative to the folder the reading started from, with slashes. */
  readonly file: string
  readonly kind: DocumentKind
  /** Undefined when the file is not JSON. */
  readonly document?: unknown
}

export interface BankLevel {
  readonly level: number
  readonly syllabus?: Syllabus
  readonly items: readonly Item[]
  readonly models: readonly ItemModel[]
  readonly tasks: readonly PracticalTask[]
}

export interface BankFolder extends BankContext {
  /** Absolute path of the folder. */
  readonly path: string
  readonly bank?: Bank
  readonly standard?: Standard
  readonly levels: readonly BankLevel[]
  /** media/<file> as items write it, to the absolute path of the picture. */
  readonly media: ReadonlyMap<string, string>
  readonly files: readonly ReadFile[]
  /** Files that are not JSON or not valid. */
  readonly issues: readonly Issue[]
}

export interface StandardFile extends ReadFile {
  readonly standard?: Standard
  readonly issues: readonly Issue[]
}

export interface ItemBanks {
  readonly banks: readonly BankFolder[]
  readonly standards: readonly StandardFile[]
}

/** All banks and standards below item-banks/. Files are named relative to `base`. */
export function readItemBanks(root: string, base: string = root): ItemBanks {
  const banks = foldersIn(join(root, 'banks')).map((path) => readBankFolder(path, base))
  return { banks, standards: readStandards(join(root, 'standards'), base) }
}

/** All editions below a standards folder, or the one file named. */
export function readStandards(folder: string, base: string = folder): StandardFile[] {
  return jsonFilesBelow(folder).map((path) => {
    const reader = new Reader(base)
    const standard = reader.read('standard', path)
    return { ...reader.files[0]!, standard, issues: reader.issues }
  })
}

/** One bank: banks/<id>, and its standard from the standards/ folder beside banks/. */
export function readBankFolder(path: string, base: string = resolve(path, '../..')): BankFolder {
  const reader = new Reader(base)
  const bank = reader.read('bank', join(path, 'bank.json'))
  const levels = foldersIn(path)
    .filter((folder) => /^level-[1-5]$/.test(basename(folder)))
    .map((folder) => readLevel(folder, reader))
  const standard = bank && readStandardOf(bank, resolve(path, '../../standards'), base, reader)
  const { locations, files, issues } = reader
  const media = mediaOf(path)
  const vectors = vectorsOf(media)
  return { id: basename(path), path, bank, standard, levels, media, vectors, locations, files, issues }
}

function readLevel(folder: string, reader: Reader): BankLevel {
  const all = <K extends DocumentKind>(name: string, kind: K): Documents[K][] =>
    jsonFilesBelow(join(folder, name))
      .map((path) => reader.read(kind, path))
      .filter((document) => document !== undefined)
  const syllabusPath = join(folder, 'syllabus.json')
  return {
    level: Number(basename(folder).slice('level-'.length)),
    syllabus: existsSync(syllabusPath) ? reader.read('syllabus', syllabusPath) : undefined,
    items: jsonFilesBelow(join(folder, 'items')).flatMap((path) => reader.readItems(path)),
    models: all('models', 'item-model'),
    tasks: all('practical', 'practical-task'),
  }
}

/** The standard is read for reference; its own issues belong to the standards folder. */
function readStandardOf(bank: Bank, standards: string, base: string, reader: Reader): Standard | undefined {
  const path = join(standards, bank.standard.id, `${bank.standard.edition}.json`)
  if (!existsSync(path)) return undefined
  const own = new Reader(base)
  const standard = own.read('standard', path)
  if (standard) reader.locations.set(standard, own.locations.get(standard)!)
  return standard
}

function mediaOf(path: string): Map<string, string> {
  const folder = join(path, 'media')
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
  return new Map(names.map((name) => [`media/${name}`, join(folder, name)]))
}

function vectorsOf(media: ReadonlyMap<string, string>): Map<string, string> {
  const vectors = Array.from(media).filter(([name]) => name.toLowerCase().endsWith('.svg'))
  return new Map(vectors.map(([name, path]) => [name, readFileSync(path, 'utf8')]))
}

class Reader {
  readonly files: ReadFile[] = []
  readonly issues: Issue[] = []
  readonly locations = new Map<object, Location>()
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  read<K extends DocumentKind>(kind: K, path: string): Documents[K] | undefined {
    const document = this.#open(kind, path)
    if (document === undefined) return undefined
    return this.#accept(kind, document, { file: this.#name(path), pointer: '' })
  }

  /** Items one by one, so that a wrong one does not hide the others. */
  readItems(path: string): Item[] {
    const document = this.#open('item-file', path)
    if (document === undefined) return []
    const file = this.#name(path)
    if (!Array.isArray(document)) {
      this.issues.push(...validateDocument('item-file', document).map((issue) => ({ ...issue, file })))
      return []
    }
    return document
      .map((item, i) => this.#accept('item', item, { file, pointer: `/${i}` }))
      .filter((item) => item !== undefined)
  }

  #open(kind: DocumentKind, path: string): unknown {
    const file = this.#name(path)
    try {
      const document: unknown = JSON.parse(readFileSync(path, 'utf8'))
      this.files.push({ file, kind, document })
      return document
    } catch (error) {
      this.files.push({ file, kind })
      this.issues.push(unreadable(file, error as Error))
      return undefined
    }
  }

  #accept<K extends DocumentKind>(kind: K, document: unknown, location: Location): Documents[K] | undefined {
    const issues = validateDocument(kind, document)
    if (issues.length === 0) {
      this.locations.set(document as object, location)
      return document as Documents[K]
    }
    for (const issue of issues) {
      this.issues.push({ ...issue, file: location.file, pointer: location.pointer + issue.pointer })
    }
    return undefined
  }

  #name(path: string): string {
    return relative(this.#base, path).replaceAll('\\', '/') || basename(path)
  }
}

function unreadable(file: string, error: Error): Issue {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  const zh = missing ? '缺少这个文件' : `不是有效的 JSON：${error.message}`
  const en = missing ? 'the file is missing' : `not valid JSON: ${error.message}`
  return {
    rule: missing ? 'file/missing' : 'file/not-json',
    severity: 'error',
    file,
    pointer: '',
    message: { zh, en },
  }
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return entries.map((entry) => join(path, entry.name)).sort()
}

function jsonFilesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name))
}

/** The folder of the bank a path lies in, or undefined. */
export function bankFolderOf(path: string): string | undefined {
  for (let folder = resolve(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (basename(dirname(folder)) === 'banks') return folder
  }
  return undefined
}
