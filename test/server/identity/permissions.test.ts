/*
 * Who may do what: every operation of the table, tried as every role, as a
 * stranger, as a candidate and as nobody.
 */
import { describe, expect, test } from 'vitest'
import {
  type Actor,
  type CandidateActor,
  platformOrganisation,
  type Role,
  roles,
  type StaffActor,
  systemActor,
} from '../../../server/identity/model.ts'
import {
  authorise,
  authoriseAnywhere,
  authorisePlatform,
  isAllowed,
  isAllowedAnywhere,
  type OperationName,
  operations,
  organisationsOf,
} from '../../../server/identity/permissions.ts'
import { Refusal } from '../../../server/kernel/refusal.ts'

const home = 'org_home'
const foreign = 'org_foreign'
const names = Object.keys(operations) as OperationName[]

const staff = (role: Role, organisationId = home): StaffActor => ({
  kind: 'staff',
  userId: 'usr_1',
  name: '张三',
  memberships: [{ organisationId, role }],
})
const candidate: CandidateActor = {
  kind: 'candidate',
  batchId: 'bat_1',
  admissionNo: '1',
  sessionHash: 'x',
}

/** 'allowed', or the code of the refusal. */
function outcome(work: () => void): string {
  try {
    work()
    return 'allowed'
  } catch (error) {
    if (error instanceof Refusal) return error.kind.code
    throw error
  }
}
const attempt = (actor: Actor | undefined, operation: OperationName, organisationId?: string) =>
  outcome(() => authorise(actor, operation, organisationId, 'the thing'))

describe.each(names)('%s', (operation) => {
  test.each(roles)('as %s at home: exactly what the table says', (role) => {
    const allowed = (operations[operation] as readonly Role[]).includes(role)
    expect(attempt(staff(role), operation, home)).toBe(allowed ? 'allowed' : 'forbidden')
    expect(isAllowed(staff(role), operation, home)).toBe(allowed)
    expect(isAllowedAnywhere(staff(role), operation)).toBe(allowed)
  })

  test.each(roles)(
    'as %s of another organisation: it does not exist, in the words for what is absent',
    (role) => {
      expect(attempt(staff(role, foreign), operation, home)).toBe('not-found')
      expect(attempt(staff(role, foreign), operation, undefined)).toBe('not-found')
      expect(isAllowed(staff(role, foreign), operation, home)).toBe(false)
      const words = (organisationId: string | undefined) => {
        try {
          authorise(staff(role, foreign), operation, organisationId, 'the thing')
        } catch (error) {
          return [(error as Refusal).message, (error as Refusal).details]
        }
      }
      expect(words(home)).toEqual(words(undefined))
    },
  )

  test('of the platform’s roles only administrators and auditors reach into an organisation', () => {
    for (const role of roles) {
      const allowed =
        (operations[operation] as readonly Role[]).includes(role) &&
        ['administrator', 'auditor'].includes(role)
      expect(isAllowed(staff(role, platformOrganisation), operation, home), role).toBe(allowed)
    }
  })

  test('nobody is asked to sign in, a candidate sees nothing, a job may', () => {
    expect(attempt(undefined, operation, home)).toBe('sign-in-required')
    expect(attempt(candidate, operation, home)).toBe('not-found')
    expect(attempt(systemActor('test'), operation, home)).toBe('allowed')
    expect(attempt(systemActor('test'), operation, undefined)).toBe('not-found')
    expect(outcome(() => authoriseAnywhere(candidate, operation))).toBe('forbidden')
    expect(outcome(() => authoriseAnywhere(undefined, operation))).toBe('sign-in-required')
  })

  test('the platform’s own business is closed to every other organisation', () => {
    for (const role of roles)
      expect(outcome(() => authorisePlatform(staff(role), operation))).toBe('forbidden')
    expect(outcome(() => authorisePlatform(candidate, operation))).toBe('forbidden')
    expect(outcome(() => authorisePlatform(undefined, operation))).toBe('sign-in-required')
  })
})

test('no marks by virtue of being an administrator, no people by virtue of running exams', () => {
  for (const operation of ['marking.rate', 'marking.practical', 'marking.review'] as const)
    expect(operations[operation]).toEqual(['rater'])
  expect(operations['staff.manage']).toEqual(['administrator'])
})

test('an auditor changes nothing', () => {
  const reading = names.filter((name) => (operations[name] as readonly Role[]).includes('auditor'))
  expect(reading.filter((name) => !/\.(read|monitor|verify|reveal-id)/.test(name))).toEqual([])
})

test('a list shows the organisations of the actor, all of them to the platform', () => {
  const two: StaffActor = {
    ...staff('rater'),
    memberships: [
      { organisationId: home, role: 'rater' },
      { organisationId: foreign, role: 'administrator' },
    ],
  }
  expect(organisationsOf(two)).toEqual([home, foreign])
  expect(organisationsOf(two, 'staff.manage')).toEqual([foreign])
  expect(organisationsOf(staff('administrator', platformOrganisation), 'staff.manage')).toBe('all')
  expect(organisationsOf(staff('item-writer', platformOrganisation), 'bank.read-items')).toEqual([
    platformOrganisation,
  ])
  expect(organisationsOf(candidate)).toEqual([])
  expect(organisationsOf(systemActor('x'))).toBe('all')
  expect(outcome(() => organisationsOf(undefined))).toBe('sign-in-required')
})
