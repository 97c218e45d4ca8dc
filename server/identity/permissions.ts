/*
 * Who may do what: one table, one question.
 *
 * An operation asks with the organisation that owns what it loaded. To someone
 * without any role in that organisation the thing does not exist: the refusal
 * is the same `not-found` as for an id nobody ever used. Only a colleague with
 * the wrong role learns that it is `forbidden`.
 *
 * Duties are separated (三员分立): administrators keep people and settings,
 * managers run exams, raters give marks, auditors read. Nobody marks by virtue
 * of being an administrator.
 */
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { type Actor, platformOrganisation, type Role, type StaffActor } from './model.ts'

const managers = ['administrator', 'centre-manager', 'enterprise-manager'] as const
const examStaff = [...managers, 'invigilator'] as const
const content = ['administrator', 'item-writer', 'reviewer'] as const

/** The roles that may do an operation in their own organisation. */
export const operations = {
  'organisation.manage': ['administrator'],
  'organisation.read': ['administrator', 'centre-manager', 'enterprise-manager', 'auditor'],
  'staff.manage': ['administrator'],
  'candidate.create': managers,
  'candidate.reveal-id': ['administrator', 'centre-manager', 'enterprise-manager', 'auditor'],
  'audit.read': ['administrator', 'auditor'],
  'audit.verify': ['administrator', 'auditor'],

  'standard.load': ['administrator'],
  'bank.load': ['administrator'],
  'bank.read-items': content,
  'bank.read-tasks': [...managers, 'item-writer', 'reviewer', 'rater'],

  'bank.read-statistics': content,
  'bank.review': ['item-writer', 'reviewer'],

  'form.assemble': managers,
  'form.read': [...managers, 'reviewer'],
  'form.compile': managers,

  'batch.create': managers,
  'batch.read': [...examStaff, 'rater', 'auditor'],
  'batch.change': managers,
  'batch.admit': managers,
  'batch.staff': managers,
  'batch.open': managers,
  'batch.close': managers,

  'sitting.monitor': [...examStaff, 'auditor'],
  'sitting.extend': examStaff,
  'sitting.reopen': managers,
  'sitting.incident': examStaff,

  'marking.rate': ['rater'],
  'marking.practical': ['rater'],
  'marking.review': ['rater'],
  'marking.rule': managers,
  'marking.status': examStaff,
  'marking.read': [...managers, 'rater', 'auditor'],

  'result.compute': managers,
  'result.publish': managers,
  'result.read': [...managers, 'auditor'],

  'statistics.read': [...managers, 'auditor'],
  'statistics.settle': managers,

  'cut-score.manage': managers,
  'cut-score.read': [...managers, 'auditor'],
  // And only in the studies whose panel names them.
  'cut-score.judge': [...examStaff, 'rater', 'item-writer', 'reviewer'],

  'certificate.issue': managers,
  'certificate.read': [...managers, 'auditor'],
  'certificate.revoke': managers,
} as const satisfies Record<string, readonly Role[]>

export type OperationName = keyof typeof operations

/**
 * Asserts that the actor may do the operation in the organisation.
 *
 * `organisationId` is undefined when the thing was not found: absent and
 * foreign things are then refused in the same words. `what` names what was
 * asked for, as the asker wrote it.
 *
 * Throws sign-in-required, not-found or forbidden.
 */
export function authorise(
  actor: Actor | undefined,
  operation: OperationName,
  organisationId: string | undefined,
  what: string = organisationId ?? '',
): asserts organisationId is string {
  if (actor === undefined) throw new Refusal(commonRefusals['sign-in-required'])
  if (organisationId === undefined) throw new Refusal(commonRefusals['not-found'], { what })
  if (actor.kind === 'system') return
  if (actor.kind === 'candidate') throw new Refusal(commonRefusals['not-found'], { what })
  const held = rolesIn(actor, organisationId)
  if (held.length === 0) throw new Refusal(commonRefusals['not-found'], { what })
  if (!permits(operation, held)) throw new Refusal(commonRefusals.forbidden, { operation })
}

/** The same for what no organisation owns (banks, standards): any organisation's role will do. */
export function authoriseAnywhere(
  actor: Actor | undefined,
  operation: OperationName,
): asserts actor is Actor {
  if (actor === undefined) throw new Refusal(commonRefusals['sign-in-required'])
  if (!isAllowedAnywhere(actor, operation)) throw new Refusal(commonRefusals.forbidden, { operation })
}

/** The same for what only the platform's own organisation may do. */
export function authorisePlatform(
  actor: Actor | undefined,
  operation: OperationName,
): asserts actor is Actor {
  if (actor === undefined) throw new Refusal(commonRefusals['sign-in-required'])
  if (actor.kind === 'system') return
  if (actor.kind !== 'staff' || !permits(operation, ownRolesIn(actor, platformOrganisation)))
    throw new Refusal(commonRefusals.forbidden, { operation })
}

/** Does not throw: for showing or hiding a link. */
export function isAllowed(
  actor: Actor | undefined,
  operation: OperationName,
  organisationId: string,
): boolean {
  if (actor === undefined || actor.kind === 'candidate') return false
  return actor.kind === 'system' || permits(operation, rolesIn(actor, organisationId))
}

export function isAllowedAnywhere(actor: Actor | undefined, operation: OperationName): boolean {
  if (actor === undefined || actor.kind === 'candidate') return false
  if (actor.kind === 'system') return true
  return permits(
    operation,
    actor.memberships.map((membership) => membership.role),
  )
}

/**
 * The organisations whose things a list may show: those the actor belongs to,
 * or, with an operation, those where the actor may do it. 'all' for the platform
 * and for jobs.
 */
export function organisationsOf(
  actor: Actor | undefined,
  operation?: OperationName,
): 'all' | readonly string[] {
  if (actor === undefined) throw new Refusal(commonRefusals['sign-in-required'])
  if (actor.kind === 'candidate') return []
  if (actor.kind === 'system') return 'all'
  const everywhere = rolesEverywhere(actor)
  if (operation ? permits(operation, everywhere) : everywhere.length > 0) return 'all'
  const ids = [...new Set(actor.memberships.map((membership) => membership.organisationId))]
  return operation ? ids.filter((id) => isAllowed(actor, operation, id)) : ids
}

/** Roles of the platform's own organisation that reach into every other one: those who administer and those who supervise. */
const reaching: readonly Role[] = ['administrator', 'auditor']

const rolesEverywhere = (actor: StaffActor): readonly Role[] =>
  ownRolesIn(actor, platformOrganisation).filter((role) => reaching.includes(role))

const rolesIn = (actor: StaffActor, organisationId: string): readonly Role[] => [
  ...ownRolesIn(actor, organisationId),
  ...rolesEverywhere(actor),
]

const ownRolesIn = (actor: StaffActor, organisationId: string): readonly Role[] =>
  actor.memberships
    .filter((membership) => membership.organisationId === organisationId)
    .map((membership) => membership.role)

const permits = (operation: OperationName, held: readonly Role[]): boolean =>
  (operations[operation] as readonly Role[]).some((role) => held.includes(role))
