import type { Generated } from 'kysely'

export interface OrganisationTable {
  id: string
  kind: string
  name: string
  uscc: string | null
  certificate_category: string | null
  certificate_body_code: string | null
  certificate_province: string | null
  certificate_station: string | null
  created_at: Generated<Date>
}

export interface StaffUserTable {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  username: string | null
  displayUsername: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface StaffSessionTable {
  id: string
  token: string
  userId: string
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface StaffAccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Date | null
  refreshTokenExpiresAt: Date | null
  scope: string | null
  password: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface StaffVerificationTable {
  id: string
  identifier: string
  value: string
  expiresAt: Date
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface MembershipTable {
  user_id: string
  organisation_id: string
  role: string
  created_at: Generated<Date>
}

export interface CandidateTable {
  id: string
  organisation_id: string
  name: string
  id_type: string
  id_number_hash: string
  id_number_cipher: Buffer
  id_number_masked: string
  created_at: Generated<Date>
}

/** Written by the rate limiter; expire is in milliseconds since 1970. */
export interface SignInThrottleTable {
  key: string
  points: Generated<number>
  expire: number | null
}

export interface IdentityTables {
  organisation: OrganisationTable
  staff_user: StaffUserTable
  staff_session: StaffSessionTable
  staff_account: StaffAccountTable
  staff_verification: StaffVerificationTable
  membership: MembershipTable
  candidate: CandidateTable
  sign_in_throttle: SignInThrottleTable
}
