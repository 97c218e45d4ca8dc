/*
 * The rules, in the order they are reported. A new rule is a file, an import and a line.
 */

import { absoluteWords } from './absolute-words.ts'
import { allOfTheAbove } from './all-of-the-above.ts'
import { allOptionsRight } from './all-options-right.ts'
import { avoidedTerms } from './avoided-terms.ts'
import type { LintRule } from './bank-context.ts'
import { bankPatterns } from './bank-patterns.ts'
import { bankReferences } from './bank-references.ts'
import { blanks } from './blanks.ts'
import { choiceStem } from './choice-stem.ts'
import { clueWords } from './clue-words.ts'
import { containedOptions } from './contained-options.ts'
import { difficultySpread } from './difficulty-spread.ts'
import { doubleBarrelled } from './double-barrelled.ts'
import { duplicateItems } from './duplicate-items.ts'
import { enemiesExist } from './enemies-exist.ts'
import { enemiesMutual } from './enemies-mutual.ts'
import { equalOptions } from './equal-options.ts'
import { hotspotRegions } from './hotspot-regions.ts'
import { itemId } from './item-id.ts'
import { itemPoint } from './item-point.ts'
import { itemsPerPoint } from './items-per-point.ts'
import { keyFits } from './key-fits.ts'
import { keyInIdOrder } from './key-in-id-order.ts'
import { keyPosition } from './key-position.ts'
import { kindsPerPoint } from './kinds-per-point.ts'
import { longestKey } from './longest-key.ts'
import { longestKeyRate } from './longest-key-rate.ts'
import { mediaAlt } from './media-alt.ts'
import { mediaExists } from './media-exists.ts'
import { mediaSafe } from './media-safe.ts'
import { mediaSize } from './media-size.ts'
import { mediaUsed } from './media-used.ts'
import { modelSelfTests } from './model-self-tests.ts'
import { modelSound, modelVariety } from './model-sound.ts'
import { nearDuplicates, openLikeOperational } from './near-duplicates.ts'
import { negativeStem } from './negative-stem.ts'
import { negativeStemRate } from './negative-stem-rate.ts'
import { numericTolerance } from './numeric-tolerance.ts'
import { optionOrder } from './option-order.ts'
import { optionUnits } from './option-units.ts'
import { patternMinutes } from './pattern-minutes.ts'
import { practicalDeductions } from './practical-deductions.ts'
import { practicalMarks } from './practical-marks.ts'
import { practicalReferences } from './practical-references.ts'
import { rationale } from './rationale.ts'
import { richText } from './rich-text.ts'
import { secrecyShare } from './secrecy-share.ts'
import { sectionCapacity } from './section-capacity.ts'
import { selfTestCoverage } from './self-test-coverage.ts'
import { standardClauses } from './standard-clauses.ts'
import { standardLevels } from './standard-levels.ts'
import { standardNumbers } from './standard-numbers.ts'
import { standardWeightRows } from './standard-weight-rows.ts'
import { standardWeights } from './standard-weights.ts'
import { syllabusClauses } from './syllabus-clauses.ts'
import { syllabusCodes } from './syllabus-codes.ts'
import { syllabusCoverage } from './syllabus-coverage.ts'
import { syllabusRatio } from './syllabus-ratio.ts'
import { syllabusStandard } from './syllabus-standard.ts'
import { syllabusWeights } from './syllabus-weights.ts'
import { trueFalseBalance } from './true-false-balance.ts'
import { trueFalseForm } from './true-false-form.ts'

/** Rules of a standard alone. */
export const standardRules: readonly LintRule[] = [
  standardClauses,
  standardLevels,
  standardNumbers,
  standardWeightRows,
  standardWeights,
]

/** Rules of a bank with its standard at hand. */
export const bankRules: readonly LintRule[] = [
  syllabusClauses,
  syllabusCodes,
  syllabusCoverage,
  syllabusRatio,
  syllabusStandard,
  syllabusWeights,
  bankPatterns,
  bankReferences,
  patternMinutes,
  itemId,
  itemPoint,
  itemsPerPoint,
  kindsPerPoint,
  sectionCapacity,
  keyFits,
  keyInIdOrder,
  blanks,
  numericTolerance,
  hotspotRegions,
  richText,
  equalOptions,
  optionOrder,
  optionUnits,
  containedOptions,
  allOfTheAbove,
  allOptionsRight,
  choiceStem,
  negativeStem,
  negativeStemRate,
  absoluteWords,
  longestKey,
  longestKeyRate,
  keyPosition,
  clueWords,
  trueFalseBalance,
  trueFalseForm,
  doubleBarrelled,
  rationale,
  avoidedTerms,
  duplicateItems,
  nearDuplicates,
  openLikeOperational,
  enemiesExist,
  enemiesMutual,
  mediaAlt,
  mediaExists,
  mediaUsed,
  mediaSafe,
  mediaSize,
  selfTestCoverage,
  modelSound,
  modelVariety,
  modelSelfTests,
  practicalDeductions,
  practicalMarks,
  practicalReferences,
  secrecyShare,
  difficultySpread,
]
