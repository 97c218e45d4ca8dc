/*
 * Who acts: the nouns of identity.
 */

/** The platform's own organisation: its administrators act in every organisation. */
export const platformOrganisation = 'org_platform'

export const roles = [
  'administrator',
  'centre-manager',
  'invigilator',
  'rater',
  'item-writer',
  'reviewer',
  'enterprise-manager',
  'auditor',
] as const
export type Role = (typeof roles)[number]

export const organisationKinds = ['evaluation-centre', 'enterprise', 'item-authority'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export interface Membership {
  readonly organisationId: string
  readonly role: Role
}

/** A signed-in member of staff. */
export interface StaffActor {
  readonly kind: 'staff'
  readonly userId: string
  readonly name: string
  readonly memberships: readonly Membership[]
}

/** A candidate inside the window of a batch. */
export interface CandidateActor {
  readonly kind: 'candidate'
  readonly batchId: string
  readonly admissionNo: string
  /** SHA-256 of the session token, hex: what candidate_session knows. */
  readonly sessionHash: string
}

/** A job or the command line. */
export interface SystemActor {
  readonly kind: 'system'
  readonly name: string
}

export type Actor = StaffActor | CandidateActor | SystemActor

/** The actor as the audit trail writes it. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.userId}`
    case 'candidate':
      return `candidate:${actor.admissionNo}`
    case 'system':
      return `job:${actor.name}`
  }
}

export const systemActor = (name: string): SystemActor => ({ kind: 'system', name })

export interface Organisation {
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: string
  /** Unified social credit code, 18 characters. */
  readonly uscc: string | null
  /** Segments of the certificate number that the authority assigned; null until it has. */
  readonly certificateCodes: CertificateCodes | null
}

export interface CertificateCodes {
  /** Y employer, S evaluation organisation, J technical school. */
  readonly category: string
  readonly bodyCode: string
  readonly province: string
  readonly station: string
}

export interface StaffMember {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly memberships: readonly Membership[]
  readonly createdAt: Date
}
