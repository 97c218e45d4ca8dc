import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateNumber, parseCertificateNumber } from '../../../server/certificates/certificate-number.ts'
import { takeSerials } from '../../../server/certificates/queries.ts'
import { createOrganisation } from '../../../server/identity/create-organisation.ts'
import { systemActor } from '../../../server/identity/model.ts'
import { createTestContext, type TestContext } from '../../support/context.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const segments = { category: 'S', bodyCode: '0000', province: '32', station: '000123' }

describe('the 22 characters follow the rule', () => {
  test.each([
    [segments, 2023, 3, 45, 'S000032000123233000045'],
    [
      { category: 'Y', bodyCode: '0001', province: '23', station: '654321' },
      2019,
      5,
      1,
      'Y000123654321195000001',
    ],
  ])('%j %d level %d serial %d is %s', (parts, year, level, serial, number) => {
    expect(certificateNumber(parts, year, level, serial)).toBe(number)
    expect(number).toHaveLength(22)
  })

  test('what is made can be read again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 999_999 }),
        (year, level, serial) => {
          const parsed = parseCertificateNumber(certificateNumber(segments, year, level, serial))
          expect(parsed).toEqual({ ...segments, year: String(year).slice(-2), level, serial })
        },
      ),
    )
  })

  test.each([0, 1_000_000, -1])('a serial of %d is refused', (serial) => {
    expect(() => certificateNumber(segments, 2027, 4, serial)).toThrow('certificate-serials-exhausted')
  })

  test.each([
    '',
    'S00003200012323300004',
    's000032000123233000045',
    'S000032000123236000045',
    'S0000320001232330000456',
  ])('%j is no number', (number) => {
    expect(parseCertificateNumber(number)).toBeUndefined()
  })
})

describe('serials', () => {
  let database: TestDatabase
  let ctx: TestContext
  let organisation: string
  beforeAll(async () => {
    database = await createTestDatabase()
    ctx = createTestContext(database.db)
    organisation = await createOrganisation(ctx, systemActor('test'), {
      kind: 'evaluation-centre',
      name: '某中心',
      certificateCodes: segments,
    })
  })
  afterAll(() => database.drop())

  const take = (count: number, fail = false) =>
    ctx.db.transaction().execute(async (trx) => {
      const first = await takeSerials(trx, organisation, 2027, 4, count)
      if (fail) throw new Error('rolled back')
      return Array.from({ length: count }, (_, i) => first + i)
    })

  test('a hundred at once, some of them rolled back, leave neither a double nor a gap', async () => {
    const taken = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => take(1 + (i % 3), i % 7 === 0)),
    )
    const serials = taken
      .flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
      .sort((a, b) => a - b)
    expect(serials).toEqual(Array.from({ length: serials.length }, (_, i) => i + 1))
    expect(serials.length).toBeGreaterThan(150)
  })

  test('year and level have series of their own', async () => {
    const other = await ctx.db.transaction().execute((trx) => takeSerials(trx, organisation, 2027, 3, 1))
    const next = await ctx.db.transaction().execute((trx) => takeSerials(trx, organisation, 2028, 4, 1))
    expect([other, next]).toEqual([1, 1])
  })
})
