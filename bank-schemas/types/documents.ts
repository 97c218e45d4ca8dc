/*
 * The documents of the contract as types. Generated from schemas/v1 by `npm run generate`; do not edit.
 */

/**
 * Item id: <bank>_<level>_<point>_<two digits>, e.g. 6-31-01-03_4_AAA001_01; an instance of an item model has the number of the model and the seed instead, e.g. 6-31-01-03_4_AAA001_M01S7.
 */
export type ItemId = string
/**
 * SHA-256 of the canonical JSON (RFC 8785), lower-case hex.
 */
export type Hash = string
/**
 * Part of an assessment: 理论知识考试, 操作技能考核, 综合评审.
 */
export type PartId = 'theory' | 'practical' | 'review'
/**
 * Plain text, no markup.
 */
export type PlainText = string
/**
 * Skill level: 5 初级工, 4 中级工, 3 高级工, 2 技师, 1 高级技师.
 */
export type Level = number
/**
 * Occupation code of the catalogue, 大类-中类-小类-细类.
 */
export type OccupationCode = string
/**
 * Version, major.minor.patch.
 */
export type Semver = string
/**
 * Edition of a standard, e.g. 2026-1.
 */
export type EditionId = string
/**
 * Clause of the standard: 2.1.1 (basic requirements) or <level>S<n.n.n> / <level>K<n.n.n> (skill requirement / related knowledge of the work-requirement table of that level), e.g. 4K1.2.3.
 */
export type Clause = string
/**
 * Code of a scope of the syllabus: one letter a level, A, AA, AAA.
 */
export type ScopeCode = string
/**
 * open: practice and self-assessment; operational: live exams; competition: contests only.
 */
export type Secrecy = 'open' | 'operational' | 'competition'
/**
 * Calendar date.
 */
export type CalendarDate = string
/**
 * Code of a point (鉴定点): third-level scope and three digits.
 */
export type PointCode = string
/**
 * Rich text: the Markdown subset of bank-schemas/README.md (paragraphs, emphasis, lists, tables, images media/<file> with alt text, KaTeX maths between $…$).
 */
export type RichText = string
/**
 * Option id, one capital letter.
 */
export type OptionId = string
/**
 * Decimal number written as text, so that no digit is lost.
 */
export type Decimal = string
/**
 * Credit as a fraction of full marks.
 */
export type Fraction = number
export type Condition =
  | AgeCondition
  | IntendsCondition
  | ApprenticeshipCondition
  | WorkYearsCondition
  | HoldsLevelCondition
  | HoldsTitleCondition
  | GraduateCondition
  | OtherCondition
export type EssayResponse = string
export type HotspotResponse = Mark[]
export type Id = string
/**
 * An item of any kind; one schema a kind.
 */
export type Item =
  | SingleChoice
  | MultipleResponse
  | TrueFalse
  | FillIn
  | Numeric
  | Matching
  | Ordering
  | Hotspot
  | ShortAnswer
  | Essay
  | Case
/**
 * Option id; "" or absent means not answered.
 */
export type SingleChoiceResponse = string
export type MultipleResponseResponse = OptionId[]
export type TrueFalseResponse = boolean | null
/**
 * The number as typed, with or without its unit.
 */
export type NumericResponse = string
export type OrderingResponse = string[]
export type ShortAnswerResponse = string
/**
 * items/<scope>.json of a bank: the items of one scope.
 */
export type ItemFile = Item[]
/**
 * Weight in per cent of the part.
 */
export type Weight = number

export interface AgeCondition {
  is: 'age'
  years: number
}
export interface Answer {
  number: number
  item: ItemId
  hash: Hash
  seq: number
  /**
   * Shape by item kind.
   */
  response: unknown
  savedAt: string
}
export interface ApprenticeshipCondition {
  is: 'apprenticeship-finished'
}
export interface Assessment {
  parts: AssessmentPart[]
  ratios: Ratios
  venue: PlainText
}
export interface AssessmentPart {
  id: PartId
  name: PlainText
  levels: Level[]
  /**
   * Keyed by level, "5" … "1".
   */
  minutes: {
    /**
     * Length in minutes.
     */
    [k: string]: number
  }
  fullMarks: number
  passMark: number
  method: PlainText
}
export interface Ratios {
  theoryInvigilators: InvigilatorRatio
  practicalRaters: RaterRatio
  reviewPanel?: PanelRule
}
export interface InvigilatorRatio {
  candidatesEach: number
  minimumPerRoom: number
}
export interface RaterRatio {
  candidatesEach: number
  minimum: number
  odd: boolean
}
export interface PanelRule {
  minimum: number
  odd: boolean
}
export interface Bank {
  $schema: 'urn:liangcai:schema:v1:bank'
  id: OccupationCode
  name: PlainText
  version: Semver
  standard: BankStandardRef
  levels: Level[]
  /**
   * Paper patterns (组卷模式) of the bank; the first of a level is its default.
   */
  patterns: PaperPattern[]
  glossary: GlossaryTerm[]
  sources: Source[]
}
export interface BankStandardRef {
  id: OccupationCode
  edition: EditionId
}
export interface PaperPattern {
  id: string
  level: Level
  name: PlainText
  minutes: number
  sections: Section[]
}
export interface Section {
  kind:
    | 'single-choice'
    | 'multiple-response'
    | 'true-false'
    | 'fill-in'
    | 'numeric'
    | 'matching'
    | 'ordering'
    | 'hotspot'
    | 'short-answer'
    | 'essay'
    | 'case'
  count: number
  marksEach: number
  title?: string
  /**
   * Scoring policy that replaces the items' own in this section.
   */
  policy?: string
}
export interface GlossaryTerm {
  term: PlainText
  en?: string
  /**
   * Wordings not to be used for it.
   */
  avoid?: string[]
}
export interface Source {
  /**
   * Where it comes from, as one would cite it.
   */
  text: string
  /**
   * Clause, page or section.
   */
  clause?: string
  /**
   * Address, if public.
   */
  url?: string
}
export interface BasicSection {
  clause: Clause
  name: PlainText
  items: ClauseText[]
}
export interface ClauseText {
  clause: Clause
  text: PlainText
}
export interface Basics {
  ethics: BasicSection[]
  knowledge: BasicSection[]
}
export interface Blank {
  /**
   * Blank id, written [[id]] in the stem.
   */
  id: string
  /**
   * Accepted variants; compared after normalisation (width, spaces, case).
   */
  accept: string[]
  caseSensitive?: boolean
}
/**
 * 组卷方案: what a form of one level must hold.
 */
export interface Blueprint {
  $schema: 'urn:liangcai:schema:v1:blueprint'
  bank: OccupationCode
  level: Level
  standard: BlueprintStandard
  syllabus: BlueprintSyllabus
  /**
   * Id of the paper pattern.
   */
  pattern: string
  minutes: number
  sections: Section[]
  /**
   * Marks per scope, from the weights of the syllabus.
   */
  scopes: ScopeTarget[]
  maxItemsPerPoint: number
  /**
   * Order in which points are preferred.
   */
  importance: ('X' | 'Y' | 'Z')[]
  difficulty: DifficultyTarget
  secrecy: Secrecy[]
  /**
   * Largest share of items two forms may have in common.
   */
  maxOverlap: number
  /**
   * Largest share of single-choice keys at one position; 1 = not limited.
   */
  keyBalance?: number
  excludeItems?: ItemId[]
}
export interface BlueprintStandard {
  id: OccupationCode
  edition: EditionId
  hash?: Hash
}
export interface BlueprintSyllabus {
  version: Semver
  hash?: Hash
}
export interface ScopeTarget {
  code: ScopeCode
  marks: number
  /**
   * Marks the form may be off.
   */
  tolerance: number
}
export interface DifficultyTarget {
  /**
   * Target expected facility of the paper.
   */
  facility: number
  tolerance: number
}
export interface CandidateNeed {
  name: PlainText
  specification?: string
  unit?: string
  quantity?: string
  note?: string
}
/**
 * 案例: a shared stimulus (the stem) with sub-items kept together.
 */
export interface Case {
  id: ItemId
  kind: 'case'
  point: PointCode
  levels: Level[]
  stem: RichText
  /**
   * Sub-items, kept together and in order.
   */
  items: (
    | CaseSingleChoice
    | CaseMultipleResponse
    | CaseTrueFalse
    | CaseFillIn
    | CaseNumeric
    | CaseMatching
    | CaseOrdering
    | CaseShortAnswer
  )[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'sum@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: CaseSelfTest[]
}
export interface CaseSingleChoice {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'single-choice'
  stem: RichText
  options: Option[]
  key: OptionId
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface Option {
  id: OptionId
  text: RichText
}
export interface CaseMultipleResponse {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'multiple-response'
  stem: RichText
  options: Option[]
  key: OptionId[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy:
    | 'all-or-nothing@1'
    | 'partial-under@1'
    | 'plus-minus@1'
    | 'per-option@1'
    | 'fifty-percent@1'
    | 'balanced@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface CaseTrueFalse {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'true-false'
  stem: RichText
  /**
   * true √, false ×.
   */
  key: boolean
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface CaseFillIn {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'fill-in'
  stem: RichText
  key: Blank[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'per-blank@1' | 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface CaseNumeric {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'numeric'
  stem: RichText
  key: NumericKey
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface NumericKey {
  value: Decimal
  /**
   * Unit printed after the box, or expected; empty for none.
   */
  unit?: string
  tolerance: Tolerance
  /**
   * The candidate must type the unit; SI prefixes are understood.
   */
  unitRequired?: boolean
}
export interface Tolerance {
  /**
   * relative: fraction of the key; significant-figures: the response rounded to that many figures equals the key.
   */
  kind: 'exact' | 'absolute' | 'relative' | 'significant-figures'
  value: Decimal
}
export interface CaseMatching {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'matching'
  stem: RichText
  left: Element[]
  right: Element[]
  key: {
    [k: string]: string
  }
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'per-pair@1' | 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface Element {
  id: string
  text: RichText
}
export interface CaseOrdering {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'ordering'
  stem: RichText
  elements: Element[]
  key: string[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1' | 'positions@1' | 'pairs@1' | 'longest-subset@1' | 'kendall@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface CaseShortAnswer {
  id: string
  /**
   * Share of the case in marks, relative to the other sub-items.
   */
  marks: number
  kind: 'short-answer'
  stem: RichText
  key: RatedKey
  maxLength?: number
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'rated@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
}
export interface RatedKey {
  /**
   * Model answer (参考答案).
   */
  sample: string
  /**
   * Scoring points (评分要点); the fractions sum to 1.
   */
  points: ScoringPoint[]
}
export interface ScoringPoint {
  text: PlainText
  /**
   * Share of the marks.
   */
  fraction: number
}
export interface CaseSelfTest {
  response: CaseResponse
  fraction: Fraction
  note?: string
}
/**
 * Sub-item id to its response.
 */
export interface CaseResponse {
  [k: string]: unknown
}
/**
 * What a certificate says, and the way back to its standard.
 */
export interface Certificate {
  $schema: 'urn:liangcai:schema:v1:certificate'
  /**
   * Certificate number, 22 characters.
   */
  number: string
  title: '职业技能等级证书'
  institution: PlainText
  issuedOn: CalendarDate
  name: PlainText
  idType: PlainText
  idNumberMasked: PlainText
  occupation: PlainText
  occupationCode: OccupationCode
  /**
   * 工种/职业方向, "--" if none.
   */
  specialisation: string
  level: Level
  levelName: PlainText
  basis: '考核' | '竞赛' | '直接认定' | '评聘'
  marks: CertificateMark[]
  trace: CertificateTrace
}
export interface CertificateMark {
  part: PartId
  marks: number
}
export interface CertificateTrace {
  batch: string
  admission: string
  standard: TraceStandard
  form: string | null
  scoreRun: string | null
  responseReceipt: string | null
}
export interface TraceStandard {
  id: OccupationCode
  edition: EditionId
  hash: Hash
}
export interface Circle {
  shape: 'circle'
  x: number
  y: number
  radius: number
}
export interface IntendsCondition {
  is: 'intends-to-work'
}
export interface WorkYearsCondition {
  is: 'work-years'
  years: number
}
export interface HoldsLevelCondition {
  is: 'holds-level'
  level: Level
  /**
   * Years worked since.
   */
  years: number
}
export interface HoldsTitleCondition {
  is: 'holds-title'
  title: '初级' | '中级' | '高级'
  years: number
}
export interface GraduateCondition {
  is: 'graduate'
  /**
   * Kinds of school.
   */
  schools: string[]
  /**
   * Of a related major.
   */
  related: boolean
  /**
   * Students in their final stage count.
   */
  students: boolean
  /**
   * Years worked since graduation.
   */
  years: number
}
export interface OtherCondition {
  is: 'other'
  text: PlainText
}
export interface Deduction {
  id: string
  text: PlainText
  /**
   * Marks taken off each time.
   */
  each: number
  /**
   * At most so many times; the line never falls below 0.
   */
  times: number
}
export interface Derived {
  name: string
  expression: string
}
export interface Effective {
  from: CalendarDate
  to: CalendarDate | null
}
export interface Eligibility {
  level: Level
  /**
   * Generation of the eligibility rules.
   */
  generation: '2018' | '2023'
  /**
   * 具备以下条件之一者.
   */
  anyOf: EligibilityClause[]
}
export interface EligibilityClause {
  /**
   * Printed number of the condition.
   */
  clause: string
  text: PlainText
  all: Condition[]
}
/**
 * 论述: marked by a rater.
 */
export interface Essay {
  id: ItemId
  kind: 'essay'
  point: PointCode
  levels: Level[]
  stem: RichText
  key: RatedKey
  maxLength?: number
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'rated@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: EssaySelfTest[]
}
export interface EssaySelfTest {
  response: EssayResponse
  fraction: Fraction
  note?: string
}
/**
 * 填空: one or more blanks, marked [[1]] [[2]] … in the stem.
 */
export interface FillIn {
  id: ItemId
  kind: 'fill-in'
  point: PointCode
  levels: Level[]
  stem: RichText
  key: Blank[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'per-blank@1' | 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: FillInSelfTest[]
}
export interface FillInSelfTest {
  response: FillInResponse
  fraction: Fraction
  note?: string
}
/**
 * Blank id to text.
 */
export interface FillInResponse {
  [k: string]: string
}
/**
 * 一套试卷: which item revisions stand where and what they are worth.
 */
export interface Form {
  $schema: 'urn:liangcai:schema:v1:form'
  /**
   * Form id: <bank>_<level>_<first 12 hex of its hash basis>.
   */
  id: string
  bank: OccupationCode
  level: Level
  blueprint: Hash
  seed: number
  /**
   * Which of the parallel forms, from 1.
   */
  index: number
  minutes: number
  fullMarks: number
  sections: FormSection[]
}
export interface FormSection {
  kind: string
  title?: string
  marksEach: number
  items: FormItem[]
}
export interface FormItem {
  /**
   * Number on the paper, from 1.
   */
  number: number
  id: ItemId
  hash: Hash
  point: PointCode
}
/**
 * 识图: point at the right place(s) in a picture; coordinates in image units.
 */
export interface Hotspot {
  id: ItemId
  kind: 'hotspot'
  point: PointCode
  levels: Level[]
  stem: RichText
  image: HotspotImage
  /**
   * How many marks the candidate may set.
   */
  marks: number
  key: (Rect | Circle | Polygon)[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1' | 'per-region@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: HotspotSelfTest[]
}
export interface HotspotImage {
  src: string
  alt: PlainText
  width: number
  height: number
}
export interface Rect {
  shape: 'rect'
  x: number
  y: number
  width: number
  height: number
}
export interface Polygon {
  shape: 'polygon'
  points: [number, number][]
}
export interface HotspotSelfTest {
  response: HotspotResponse
  fraction: Fraction
  note?: string
}
export interface Mark {
  x: number
  y: number
}
/**
 * 单选: exactly one option is right.
 */
export interface SingleChoice {
  id: ItemId
  kind: 'single-choice'
  point: PointCode
  levels: Level[]
  stem: RichText
  options: Option[]
  key: OptionId
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: SingleChoiceSelfTest[]
}
export interface SingleChoiceSelfTest {
  response: SingleChoiceResponse
  fraction: Fraction
  note?: string
}
/**
 * 多选: two or more options are right.
 */
export interface MultipleResponse {
  id: ItemId
  kind: 'multiple-response'
  point: PointCode
  levels: Level[]
  stem: RichText
  options: Option[]
  key: OptionId[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy:
    | 'all-or-nothing@1'
    | 'partial-under@1'
    | 'plus-minus@1'
    | 'per-option@1'
    | 'fifty-percent@1'
    | 'balanced@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: MultipleResponseSelfTest[]
}
export interface MultipleResponseSelfTest {
  response: MultipleResponseResponse
  fraction: Fraction
  note?: string
}
/**
 * 判断: a complete statement, true or false.
 */
export interface TrueFalse {
  id: ItemId
  kind: 'true-false'
  point: PointCode
  levels: Level[]
  stem: RichText
  /**
   * true √, false ×.
   */
  key: boolean
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: TrueFalseSelfTest[]
}
export interface TrueFalseSelfTest {
  response: TrueFalseResponse
  fraction: Fraction
  note?: string
}
/**
 * 计算: a number, within a tolerance.
 */
export interface Numeric {
  id: ItemId
  kind: 'numeric'
  point: PointCode
  levels: Level[]
  stem: RichText
  key: NumericKey
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: NumericSelfTest[]
}
export interface NumericSelfTest {
  response: NumericResponse
  fraction: Fraction
  note?: string
}
/**
 * 匹配: every left element goes with one right element.
 */
export interface Matching {
  id: ItemId
  kind: 'matching'
  point: PointCode
  levels: Level[]
  stem: RichText
  left: Element[]
  right: Element[]
  key: {
    [k: string]: string
  }
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'per-pair@1' | 'all-or-nothing@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: MatchingSelfTest[]
}
export interface MatchingSelfTest {
  response: MatchingResponse
  fraction: Fraction
  note?: string
}
/**
 * Left id to right id.
 */
export interface MatchingResponse {
  [k: string]: string
}
/**
 * 排序: put the elements in order.
 */
export interface Ordering {
  id: ItemId
  kind: 'ordering'
  point: PointCode
  levels: Level[]
  stem: RichText
  elements: Element[]
  key: string[]
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'all-or-nothing@1' | 'positions@1' | 'pairs@1' | 'longest-subset@1' | 'kendall@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: OrderingSelfTest[]
}
export interface OrderingSelfTest {
  response: OrderingResponse
  fraction: Fraction
  note?: string
}
/**
 * 简答: marked by a rater.
 */
export interface ShortAnswer {
  id: ItemId
  kind: 'short-answer'
  point: PointCode
  levels: Level[]
  stem: RichText
  key: RatedKey
  maxLength?: number
  /**
   * Scoring policy and its version; it belongs to the key.
   */
  policy: 'rated@1'
  /**
   * 解析: why the key is right and what the distractors get wrong.
   */
  rationale: string
  /**
   * Estimated difficulty, 1 easy … 5 hard.
   */
  difficulty: number
  /**
   * Cognitive level.
   */
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  /**
   * Estimated time to answer, seconds.
   */
  seconds?: number
  source: Source
  secrecy: Secrecy
  /**
   * Items that may not stand in one form with it.
   */
  enemies?: ItemId[]
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  /**
   * Sample responses and the credit each must earn.
   */
  selfTests: ShortAnswerSelfTest[]
}
export interface ShortAnswerSelfTest {
  response: ShortAnswerResponse
  fraction: Fraction
  note?: string
}
/**
 * A parametric item: a seed yields the same item on every machine.
 */
export interface ItemModel {
  $schema: 'urn:liangcai:schema:v1:item-model'
  /**
   * Model id: <bank>_<level>_<point>_M<two digits>.
   */
  id: string
  kind: 'single-choice' | 'numeric'
  point: PointCode
  levels: Level[]
  variables: Variable[]
  /**
   * Named intermediate values, in order; later ones may use earlier ones.
   */
  derived?: Derived[]
  /**
   * Conditions the drawn values must meet.
   */
  constraints?: string[]
  /**
   * Rich text with {{name}} or {{name:format}} placeholders.
   */
  stem: string
  key: ModelKey
  /**
   * single-choice: expressions of the wrong options, rounded and given the unit like the key.
   */
  distractors?: ModelDistractor[]
  /**
   * Rich text with placeholders.
   */
  rationale: string
  difficulty: number
  cognitive: 'remember' | 'understand' | 'apply' | 'analyse'
  seconds?: number
  source: Source
  secrecy: Secrecy
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  selfTests: ModelSelfTest[]
}
export interface Variable {
  name: string
  domain: ValueDomain | RangeDomain
}
export interface ValueDomain {
  values: Decimal[]
}
export interface RangeDomain {
  from: Decimal
  to: Decimal
  step: Decimal
}
export interface ModelKey {
  expression: string
  decimals: number
  unit?: string
  tolerance?: ModelTolerance
}
export interface ModelTolerance {
  kind: 'exact' | 'absolute' | 'relative'
  value: Decimal
}
export interface ModelDistractor {
  expression: string
  /**
   * The mistake that leads here.
   */
  mistake: string
}
export interface ModelSelfTest {
  seed: number
  /**
   * Key of that instance, as printed without unit.
   */
  key: string
}
export interface ItemRef {
  id: ItemId
  hash: Hash
}
export interface MarkSheet {
  fullMarks: 100
  sections: SheetSection[]
  /**
   * 否定项
   */
  vetoes: Veto[]
}
export interface SheetSection {
  name: PlainText
  lines: SheetLine[]
}
export interface SheetLine {
  id: string
  element: PlainText
  requirement: PlainText
  /**
   * 配分
   */
  marks: number
  /**
   * 评分标准
   */
  deductions: Deduction[]
}
export interface Veto {
  id: string
  text: PlainText
  /**
   * part-zero: the part counts 0; part-failed: the marks stand but the part is failed.
   */
  effect: 'part-zero' | 'part-failed'
}
export interface Occupation {
  /**
   * Edition of the occupation catalogue.
   */
  catalogue: '1999' | '2015' | '2022'
  code: OccupationCode
  name: PlainText
  /**
   * 工种 / 职业方向; empty if none.
   */
  specialisations: Specialisation[]
  /**
   * L 绿色职业, S 数字职业.
   */
  flags: ('L' | 'S')[]
  aliases: OccupationAlias[]
}
export interface Specialisation {
  id: string
  name: PlainText
}
export interface OccupationAlias {
  catalogue: string
  code: OccupationCode
  name?: string
}
export interface Overview {
  definition: PlainText
  environment: PlainText
  abilities: PlainText
  education: PlainText
  training: Training
}
export interface Training {
  /**
   * Keyed by level, "5" … "1".
   */
  hours: {
    /**
     * Reference training hours (标准学时).
     */
    [k: string]: number
  }
  teachers: PlainText
  facilities: PlainText
}
export interface PartResult {
  id: PartId
  /**
   * marked 已评, absent 缺考, violation 违纪, pending 待评.
   */
  state: 'marked' | 'absent' | 'violation' | 'pending'
  marks: number | null
  fullMarks: number
  passMark: number
  passed: boolean | null
  scoreRun?: string
  reasons: string[]
}
export interface Point {
  code: PointCode
  name: PlainText
  /**
   * X 核心要素, Y 一般要素, Z 辅助要素.
   */
  importance: 'X' | 'Y' | 'Z'
  /**
   * Clauses of the standard it tests.
   */
  clauses: Clause[]
}
/**
 * 题池: items by their statistics only, without content, to assemble forms from (liangcai assemble --pool).
 */
export interface Pool {
  $schema?: 'urn:liangcai:schema:v1:pool'
  name?: PlainText
  items: PoolItem[]
}
export interface PoolItem {
  id: Id
  cell: Id
  kind: Id
  /**
   * Position of the key, for key balance; left out for kinds without one.
   */
  key?: string
  /**
   * Marks; 1 when left out.
   */
  marks?: number
  /**
   * Time to answer.
   */
  seconds?: number
  /**
   * Items that may not stand in one form with it; saying it on one side is enough.
   */
  enemies?: Id[]
  set?: Id
  /**
   * Any further groups the blueprint limits.
   */
  tags?: Id[]
  secrecy?: Secrecy
  /**
   * Forms it has stood in so far; 0 when left out.
   */
  uses?: number
  /**
   * Share of right answers, observed or expected.
   */
  facility?: number
  /**
   * Estimated difficulty 1 easy … 5 hard, where there is no facility.
   */
  difficulty?: number
  irt?: PoolIrt
  /**
   * Information at the abilities of the blueprint, for items of other models; replaces irt.
   */
  information?: number[]
}
/**
 * Logistic parameters, P = c + (1 − c) / (1 + exp(−a(θ − b))), without 1.702.
 */
export interface PoolIrt {
  a: number
  b: number
  c?: number
}
/**
 * What forms assembled from a pool must be like (liangcai assemble --pool).
 */
export interface PoolBlueprint {
  $schema?: 'urn:liangcai:schema:v1:pool-blueprint'
  /**
   * Items in a form.
   */
  length: number
  /**
   * Items of each content cell in a form; a cell not listed is not limited.
   */
  cells?: PoolRange[]
  /**
   * Items of each kind in a form.
   */
  kinds?: PoolRange[]
  /**
   * Items that carry a tag in a form.
   */
  tags?: PoolRange[]
  sets?: PoolSets
  /**
   * Largest share of a form's keyed items of one kind at one position; 1 or left out: not limited.
   */
  keyBalance?: number
  seconds?: PoolSeconds
  /**
   * Classes that may be used; left out: all.
   */
  secrecy?: Secrecy[]
  /**
   * Items every form must hold.
   */
  includeItems?: string[]
  excludeItems?: string[]
  /**
   * How many of the forms may hold one item; 1 when left out: the forms share nothing.
   */
  maxUses?: number
  /**
   * Items two forms may have in common; left out: the length when maxUses is above 1.
   */
  maxCommon?: number
  /**
   * Uses an item may have in all, those before (its uses) counted.
   */
  mostUses?: number
  facility?: PoolFacility
  information?: PoolInformation
}
export interface PoolRange {
  /**
   * Name of the cell, kind or tag.
   */
  id: string
  min?: number
  max?: number
}
/**
 * Sets (cases, passages). Without itemsMin a set is taken whole or not at all.
 */
export interface PoolSets {
  /**
   * Sets in a form.
   */
  min?: number
  max?: number
  /**
   * Items of a set that is in the form, at least.
   */
  itemsMin?: number
  itemsMax?: number
}
/**
 * Time of a form in seconds.
 */
export interface PoolSeconds {
  min?: number
  max?: number
}
export interface PoolFacility {
  /**
   * Expected share of the marks.
   */
  target: number
  /**
   * Marks a form may be off; 0.3 when left out.
   */
  tolerance?: number
}
export interface PoolInformation {
  /**
   * Abilities θ at which information is asked for, usually three.
   */
  abilities: number[]
  /**
   * target (when left out): every form as near to the targets as can be; maximise: the smallest information of any form as large as can be.
   */
  goal?: 'target' | 'maximise'
  /**
   * Information of a form at each ability; left out: share of what the pool can give so many forms.
   */
  targets?: number[]
  /**
   * Share of the largest possible information that is the target; 0.98 when left out.
   */
  share?: number
}
/**
 * 操作技能试题: 准备通知单, task sheet and 评分记录表.
 */
export interface PracticalTask {
  $schema: 'urn:liangcai:schema:v1:practical-task'
  /**
   * Task id: <bank>_<level>_P<two digits>.
   */
  id: string
  title: PlainText
  levels: Level[]
  /**
   * Skill clauses it tests.
   */
  clauses: Clause[]
  method: '现场操作' | '典型作业' | '模拟操作'
  minutes: number
  secrecy: Secrecy
  status: 'draft' | 'in-review' | 'released' | 'suspended' | 'retired'
  preparation: Preparation
  task: TaskSheet
  sheet: MarkSheet
  source: Source
}
export interface Preparation {
  /**
   * 准备通知单（考场）
   */
  site: SiteNeed[]
  /**
   * 准备通知单（考生）
   */
  candidate: CandidateNeed[]
  safety: PlainText[]
}
export interface SiteNeed {
  name: PlainText
  specification?: string
  unit?: string
  quantity?: string
  note?: string
}
export interface TaskSheet {
  background: RichText
  requirements: RichText[]
  deliverables: PlainText[]
}
/**
 * 作答记录: the final answers of one sitting.
 */
export interface Response {
  $schema: 'urn:liangcai:schema:v1:response'
  batch: string
  admission: string
  form: string
  answers: Answer[]
  startedAt: string
  submittedAt: string
  submittedBy: 'candidate' | 'deadline' | 'invigilator'
  receipt: Hash
}
/**
 * 成绩: each part, and whether the level is reached.
 */
export interface Result {
  $schema: 'urn:liangcai:schema:v1:result'
  batch: string
  admission: string
  standard: ResultStandard
  level: Level
  parts: PartResult[]
  passed: boolean | null
  reasons: string[]
}
export interface ResultStandard {
  id: OccupationCode
  edition: EditionId
  hash: Hash
}
export interface Scope1 {
  code: string
  name: PlainText
  weight: Weight
  /**
   * Points below this node by importance, X : Y : Z.
   */
  ratio: [number, number, number]
  /**
   * Row of the weight table of the standard this scope stands for: ethics, basics or the number of a function.
   */
  row?: string
  children: Scope2[]
}
export interface Scope2 {
  code: string
  name: PlainText
  weight: Weight
  /**
   * Points below this node by importance, X : Y : Z.
   */
  ratio: [number, number, number]
  /**
   * Row of the weight table of the standard this scope stands for: ethics, basics or the number of a function.
   */
  row?: string
  children: Scope3[]
}
export interface Scope3 {
  code: string
  name: PlainText
  weight: Weight
  /**
   * Points below this node by importance, X : Y : Z.
   */
  ratio: [number, number, number]
  /**
   * Row of the weight table of the standard this scope stands for: ethics, basics or the number of a function.
   */
  row?: string
  points: Point[]
}
export interface Standard {
  $schema: 'urn:liangcai:schema:v1:standard'
  id: OccupationCode
  edition: EditionId
  title: PlainText
  /**
   * 国家职业标准, 行业评价规范, 企业评价规范.
   */
  kind: 'national' | 'industry' | 'enterprise'
  /**
   * What this document is and is not; an industry standard says that it is no government text.
   */
  notice: string
  effective: Effective
  occupation: Occupation
  levels: Level[]
  overview: Overview
  eligibility: Eligibility[]
  assessment: Assessment
  basics: Basics
  work: WorkLevel[]
  weights: Weights
  sources: Source[]
}
export interface WorkLevel {
  level: Level
  functions: WorkFunction[]
}
export interface WorkFunction {
  /**
   * Number of the function (职业功能).
   */
  number: string
  name: PlainText
  contents: WorkContent[]
}
export interface WorkContent {
  /**
   * Number of the work content (工作内容).
   */
  number: string
  name: PlainText
  /**
   * 技能要求
   */
  skills: ClauseText[]
  /**
   * 相关知识要求
   */
  knowledge: ClauseText[]
}
export interface Weights {
  theory: WeightColumn[]
  skill: WeightColumn[]
}
export interface WeightColumn {
  level: Level
  rows: WeightRow[]
}
export interface WeightRow {
  /**
   * ethics (职业道德), basics (基础知识) or the number of a function.
   */
  row: string
  weight: Weight
}
export interface StandardRef {
  id: OccupationCode
  edition: EditionId
}
/**
 * 鉴定要素细目表: the examinable points of one level, by scope, with weights from the standard.
 */
export interface Syllabus {
  $schema: 'urn:liangcai:schema:v1:syllabus'
  bank: OccupationCode
  standard: StandardRef
  level: Level
  part: 'theory'
  version: Semver
  scopes: Scope1[]
}
