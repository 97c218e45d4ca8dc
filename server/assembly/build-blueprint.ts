/*
 * From the weights of the standard to a blueprint (组卷方案).
 *
 * Facts §3.4: marks go to the scopes by their weight first, then X before Y
 * before Z, one item a point, then the counts of kinds, then difficulty.
 */
import type {
  Blueprint,
  PaperPattern,
  ScopeTarget,
  Section,
  Standard,
  Syllabus,
} from '../../bank-schemas/index.ts'
import { apportion } from './apportion.ts'
import { defaultFacility, defaultFacilityTolerance } from './facility.ts'

export type BlueprintOverrides = Partial<
  Pick<
    Blueprint,
    | 'maxItemsPerPoint'
    | 'importance'
    | 'difficulty'
    | 'secrecy'
    | 'maxOverlap'
    | 'keyBalance'
    | 'excludeItems'
  >
>

export interface BlueprintRequest {
  readonly standard: Standard
  readonly standardHash?: string
  readonly syllabus: Syllabus
  readonly syllabusHash?: string
  readonly pattern: PaperPattern
  readonly overrides?: BlueprintOverrides
}

/** At most one key position in 0.3 of the single-choice items: 24 of 80. */
const defaultKeyBalance = 0.3
/** Two forms of one assembly share at most a fifth of their items. */
const defaultOverlap = 0.2

export function buildBlueprint({
  standard,
  standardHash,
  syllabus,
  syllabusHash,
  pattern,
  overrides = {},
}: BlueprintRequest): Blueprint {
  const fullMarks = fullMarksOf(pattern.sections)
  return {
    $schema: 'urn:liangcai:schema:v1:blueprint',
    bank: syllabus.bank,
    level: syllabus.level,
    standard: { id: standard.id, edition: standard.edition, ...(standardHash && { hash: standardHash }) },
    syllabus: { version: syllabus.version, ...(syllabusHash && { hash: syllabusHash }) },
    pattern: pattern.id,
    minutes: pattern.minutes,
    sections: pattern.sections,
    scopes: scopeTargets(syllabus, pattern.sections, fullMarks),
    maxItemsPerPoint: itemsPerPoint(syllabus, pattern.sections, fullMarks),
    importance: ['X', 'Y', 'Z'],
    difficulty: { facility: defaultFacility, tolerance: defaultFacilityTolerance },
    secrecy: ['operational'],
    maxOverlap: defaultOverlap,
    keyBalance: defaultKeyBalance,
    ...overrides,
  }
}

export function fullMarksOf(sections: readonly Section[]): number {
  return Number(sections.reduce((sum, section) => sum + section.count * section.marksEach, 0).toFixed(6))
}

/** The largest amount every mark of the paper is a multiple of: the grid marks can fall on. */
export function markStep(sections: readonly Section[]): number {
  const thousandths = sections.map((section) => Math.round(section.marksEach * 1000))
  return thousandths.reduce(greatestCommonDivisor) / 1000
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/** Second-level scopes exactly (or as near as the items' marks allow), third-level ones as softer targets inside them. */
function scopeTargets(syllabus: Syllabus, sections: readonly Section[], fullMarks: number): ScopeTarget[] {
  const step = markStep(sections)
  const largest = Math.max(...sections.map((section) => section.marksEach))
  const seconds = syllabus.scopes.flatMap((scope) => scope.children)
  const marks = apportion(
    fullMarks,
    seconds.map((scope) => scope.weight),
    step,
  )
  const tolerance = scopeTolerance(sections, seconds.length)
  return seconds.flatMap((second, index) => {
    const parts = apportion(
      marks[index]!,
      second.children.map((third) => third.weight),
      step,
    )
    return [
      { code: second.code, marks: marks[index]!, tolerance },
      ...second.children.map((third, k) => ({
        code: third.code,
        marks: parts[k]!,
        tolerance: Math.max(largest, ceilTo(parts[k]! / 3, step)),
      })),
    ]
  })
}

/**
 * 0 when the items of the smallest marks are enough to fill what larger ones
 * leave open in every scope; otherwise the largest remainder that can be left.
 */
function scopeTolerance(sections: readonly Section[], scopes: number): number {
  const step = markStep(sections)
  const largest = Math.max(...sections.map((section) => section.marksEach))
  const fine = fullMarksOf(sections.filter((section) => section.marksEach === step))
  return fine >= scopes * (largest - step) ? 0 : largest - step
}

/** The fewest items a point must take so that every scope can hold its share of the paper's items. */
function itemsPerPoint(syllabus: Syllabus, sections: readonly Section[], fullMarks: number): number {
  const items = sections.reduce((sum, section) => sum + section.count, 0)
  const seconds = syllabus.scopes.flatMap((scope) => scope.children)
  const marks = apportion(
    fullMarks,
    seconds.map((scope) => scope.weight),
    markStep(sections),
  )
  const needs = seconds.map((second, index) => {
    const points = second.children.reduce((sum, third) => sum + third.points.length, 0)
    return Math.ceil((items * marks[index]!) / fullMarks / points)
  })
  return Math.max(1, ...needs)
}

const ceilTo = (value: number, step: number): number =>
  Number((Math.ceil(value / step - 1e-9) * step).toFixed(6))
