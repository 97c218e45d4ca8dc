/*
 * Checks finished forms against the blueprint: asked against got, for every
 * requirement.
 *
 * Shares no code with the model that chose the items (bank-specification.ts and
 * the programs): it reads the blueprint, the syllabus and the items' documents
 * afresh, so that a mistake there is a violation here. The one thing in common
 * is the convention of facility.ts.
 */
import type { Blueprint, Item, Syllabus } from '../../bank-schemas/index.ts'
import { expectedFacilityOf } from '../banks/expected-facility.ts'
import { shortName } from './item-kinds.ts'
import type { Check, CheckFamily, Sentence } from './model.ts'

export interface CheckedForms {
  readonly checks: readonly Check[]
  /** Ids of required checks that are not met. */
  readonly violations: readonly string[]
  /** Largest difference between two forms in expected facility. */
  readonly largestDifference: number
}

export function checkForms(
  blueprint: Blueprint,
  syllabus: Syllabus,
  forms: readonly (readonly Item[])[],
  /** Expected facility of an item; by the writer's difficulty when left out. */
  facilityOf: (item: Item) => number = (item) => expectedFacilityOf({ item }),
): CheckedForms {
  const facilities = forms.map((form) => expectedFacility(blueprint, form, facilityOf))
  const checks = [
    ...checkSections(blueprint, forms),
    ...checkScopes(blueprint, syllabus, forms),
    checkPoints(blueprint, forms),
    ...checkImportance(blueprint, syllabus, forms),
    checkFacility(blueprint, facilities),
    ...checkKeys(blueprint, forms),
    checkEnemies(forms),
    checkAdmissible(blueprint, forms),
    ...checkOverlap(blueprint, forms),
  ]
  return {
    checks,
    violations: checks.filter((check) => check.required && !check.met).map((check) => check.id),
    largestDifference: round(Math.max(...facilities) - Math.min(...facilities)),
  }
}

interface Finding {
  readonly id: string
  readonly family: CheckFamily
  readonly name: Sentence
  readonly unit: Check['unit']
  readonly asked: Check['asked']
  readonly got: readonly number[]
  readonly required?: boolean
}

/** Met when every figure lies between min and max. */
function finding({ required = true, ...rest }: Finding): Check {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rest.asked
  const met = rest.got.every((value) => value >= min - 1e-9 && value <= max + 1e-9)
  return { ...rest, got: rest.got.map(round), required, met }
}

/** Figures are shown with four decimals. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4

const countWhere = (form: readonly Item[], test: (item: Item) => boolean): number => form.filter(test).length

function marksOf(blueprint: Blueprint, item: Item): number {
  return blueprint.sections.find((section) => section.kind === item.kind)?.marksEach ?? 0
}

function checkSections(blueprint: Blueprint, forms: readonly (readonly Item[])[]): Check[] {
  const total = blueprint.sections.reduce((sum, section) => sum + section.count, 0)
  return [
    finding({
      id: 'section:all',
      family: 'section',
      name: { zh: '不同的题', en: 'different items' },
      unit: 'items',
      asked: { min: total, max: total },
      got: forms.map((form) => new Set(form.map((item) => item.id)).size),
    }),
    ...blueprint.sections.map(({ kind, count }) =>
      finding({
        id: `section:${kind}`,
        family: 'section',
        name: shortName(kind),
        unit: 'items',
        asked: { min: count, max: count },
        got: forms.map((form) => countWhere(form, (item) => item.kind === kind)),
      }),
    ),
  ]
}

function checkScopes(blueprint: Blueprint, syllabus: Syllabus, forms: readonly (readonly Item[])[]): Check[] {
  const names = new Map<string, string>()
  for (const first of syllabus.scopes) {
    for (const second of first.children) {
      names.set(second.code, second.name)
      for (const third of second.children) names.set(third.code, third.name)
    }
  }
  return blueprint.scopes.map(({ code, marks, tolerance }) =>
    finding({
      id: `${code.length < 3 ? 'scope' : 'subscope'}:${code}`,
      family: code.length < 3 ? 'scope' : 'subscope',
      name: { zh: `${code} ${names.get(code) ?? ''}`, en: code },
      unit: 'marks',
      asked: { min: Math.max(0, marks - tolerance), max: marks + tolerance, target: marks },
      got: forms.map((form) =>
        form
          .filter((item) => item.point.slice(0, code.length) === code)
          .reduce((sum, item) => sum + marksOf(blueprint, item), 0),
      ),
    }),
  )
}

function checkPoints(blueprint: Blueprint, forms: readonly (readonly Item[])[]): Check {
  return finding({
    id: 'point:most',
    family: 'point',
    name: { zh: '同一鉴定点最多题数', en: 'most items on one point' },
    unit: 'items',
    asked: { max: blueprint.maxItemsPerPoint },
    got: forms.map((form) =>
      Math.max(0, ...Object.values(Object.groupBy(form, (item) => item.point)).map((items) => items!.length)),
    ),
  })
}

/** How many points of each importance a form tests; a preference, so never a violation. */
function checkImportance(
  blueprint: Blueprint,
  syllabus: Syllabus,
  forms: readonly (readonly Item[])[],
): Check[] {
  const points = syllabus.scopes.flatMap((first) =>
    first.children.flatMap((second) => second.children.flatMap((third) => third.points)),
  )
  return blueprint.importance.map((importance) => {
    const codes = new Set(
      points.filter((point) => point.importance === importance).map((point) => point.code),
    )
    return finding({
      id: `importance:${importance}`,
      family: 'importance',
      name: { zh: `${importance} 类鉴定点覆盖`, en: `${importance} points covered` },
      unit: 'points',
      required: false,
      asked: { min: codes.size, target: codes.size },
      got: forms.map(
        (form) => new Set(form.map((item) => item.point).filter((point) => codes.has(point))).size,
      ),
    })
  })
}

function expectedFacility(
  blueprint: Blueprint,
  form: readonly Item[],
  facilityOf: (item: Item) => number,
): number {
  const full = blueprint.sections.reduce((sum, section) => sum + section.count * section.marksEach, 0)
  return form.reduce((sum, item) => sum + (marksOf(blueprint, item) * facilityOf(item)) / full, 0)
}

function checkFacility(blueprint: Blueprint, got: readonly number[]): Check {
  const { facility, tolerance } = blueprint.difficulty
  return finding({
    id: 'facility',
    family: 'facility',
    name: { zh: '预计难度系数', en: 'expected facility' },
    unit: 'share',
    asked: { min: facility - tolerance, max: facility + tolerance, target: facility },
    got,
  })
}

function checkKeys(blueprint: Blueprint, forms: readonly (readonly Item[])[]): Check[] {
  const share = blueprint.keyBalance ?? 1
  const letters = [
    ...new Set(forms.flat().flatMap((item) => (item.kind === 'single-choice' ? [item.key] : []))),
  ].sort()
  const keys = letters.map((letter) =>
    finding({
      id: `key:${letter}`,
      family: 'key',
      name: { zh: `单选答案为 ${letter} 的题`, en: `single-choice keys at ${letter}` },
      unit: 'items',
      asked: {
        max: Math.floor(share * countWhere(forms[0]!, (item) => item.kind === 'single-choice') + 1e-9),
      },
      got: forms.map((form) =>
        countWhere(form, (item) => item.kind === 'single-choice' && item.key === letter),
      ),
    }),
  )
  const statements = blueprint.sections.find((section) => section.kind === 'true-false')?.count
  if (!statements) return keys
  const truths = finding({
    id: 'key:true',
    family: 'key',
    name: { zh: '判断答案为“√”的题', en: 'true statements' },
    unit: 'items',
    required: false,
    asked: { min: Math.floor(statements * 0.4), max: Math.ceil(statements * 0.6), target: statements / 2 },
    got: forms.map((form) => countWhere(form, (item) => item.kind === 'true-false' && item.key)),
  })
  return [...keys, truths]
}

function checkEnemies(forms: readonly (readonly Item[])[]): Check {
  return finding({
    id: 'enemies',
    family: 'enemies',
    name: { zh: '同卷的互斥题对', en: 'enemy pairs in one form' },
    unit: 'items',
    asked: { max: 0 },
    got: forms.map((form) => {
      const ids = new Set(form.map((item) => item.id))
      const pairs = form.flatMap((item) =>
        (item.enemies ?? []).filter((id) => ids.has(id)).map((id) => [item.id, id].sort().join(' ')),
      )
      return new Set(pairs).size
    }),
  })
}

/** Items that may not be used at all: another secrecy class, not released, excluded. */
function checkAdmissible(blueprint: Blueprint, forms: readonly (readonly Item[])[]): Check {
  const excluded = new Set<string>(blueprint.excludeItems ?? [])
  const wrong = (item: Item) =>
    !blueprint.secrecy.includes(item.secrecy) || item.status !== 'released' || excluded.has(item.id)
  return finding({
    id: 'secrecy',
    family: 'secrecy',
    name: { zh: '密级、状态不符或被排除的题', en: 'items of another secrecy class or status, or excluded' },
    unit: 'items',
    asked: { max: 0 },
    got: forms.map((form) => countWhere(form, wrong)),
  })
}

function checkOverlap(blueprint: Blueprint, forms: readonly (readonly Item[])[]): Check[] {
  return forms.flatMap((one, i) =>
    forms.slice(i + 1).map((other, k) => {
      const ids = new Set(one.map((item) => item.id))
      return finding({
        id: `overlap:${i + 1}-${i + k + 2}`,
        family: 'overlap',
        name: {
          zh: `第 ${i + 1} 卷与第 ${i + k + 2} 卷相同的题`,
          en: `items common to forms ${i + 1} and ${i + k + 2}`,
        },
        unit: 'items',
        asked: { max: Math.floor(blueprint.maxOverlap * one.length + 1e-9) },
        got: [countWhere(other, (item) => ids.has(item.id))],
      })
    }),
  )
}
