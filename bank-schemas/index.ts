/*
 * The contract's one door: types, validation, identity of revisions, lint,
 * item models and rich text. All of it pure.
 */
export { canonicalJson, contentHash } from './canonical.ts'
export { checkRich, type RichFault } from './check-rich.ts'
export { type Issue, pointer } from './issue.ts'
export { checkModel } from './item-models/check-model.ts'
export { hasPlaceholderSelfTests, withSelfTests } from './item-models/fill-self-tests.ts'
export { instantiateModel, keyOfInstance } from './item-models/instantiate-model.ts'
export { ModelError } from './item-models/model-error.ts'
export type { BankContext, LevelContext, LintRule, Location } from './lint/bank-context.ts'
export { bankTable, kindNames } from './lint/bank-table.ts'
export { libraryRules, lintBank, lintBetweenBanks, lintStandard } from './lint/lint.ts'
export { bankRules, standardRules } from './lint/rules.ts'
export { type ScoreItem, selfTestsWith } from './lint/self-tests.ts'
export { clausesOf, type PlacedClause } from './lint/standard-clauses.ts'
export { pointsBelow, pointsOf, scopesOf } from './lint/syllabus-nodes.ts'
export { type RichTextOptions, renderRich } from './rich-text.ts'
export { type PublishedSchema, publishedSchemas } from './schemas.ts'
export type { Documents } from './types/by-kind.ts'
export type * from './types/documents.ts'
export { type DocumentKind, documentKinds, isDocument, validateDocument } from './validate.ts'
