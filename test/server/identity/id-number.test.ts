import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptIdNumber, encryptIdNumber, idNumberHash } from '../../../server/identity/encrypt-id-number.ts'
import { checkCharacter, checkIdNumber, maskIdNumber } from '../../../server/identity/id-number.ts'
import { loginHash } from '../../../server/identity/login-hash.ts'
import { deriveSecrets } from '../../../server/identity/secrets.ts'

const secrets = deriveSecrets(randomBytes(32))

describe('the resident identity card', () => {
  // 11010519491231002X is the example of GB 11643-1999.
  test.each([
    ['11010519491231002X', true],
    ['11010519491231002x', true],
    [' 1101 0519 4912 3100 2X ', true],
    ['１１０１０５１９４９１２３１００２Ｘ', true],
    ['440524188001010014', false],
    ['110105194912310021', false],
    ['110105194902310026', false],
    ['11010519491231002', false],
    ['1101051949123100２Y', false],
    ['', false],
  ])('%s is valid: %s', (number, ok) => {
    expect(checkIdNumber('resident-id', number).ok).toBe(ok)
  })

  test('one changed digit or two swapped neighbours never pass', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (list, place, change) => {
        const text = list.join('')
        const changed = list.with(place, (list[place]! + change) % 10).join('')
        expect(checkCharacter(changed)).not.toBe(checkCharacter(text))
        const next = (place + 1) % 17
        fc.pre(place < 16 && list[place] !== list[next])
        const swapped = list.with(place, list[next]!).with(next, list[place]!).join('')
        expect(checkCharacter(swapped)).not.toBe(checkCharacter(text))
      }),
    )
  })

  test('an unknown kind of document is refused', () => {
    expect(checkIdNumber('library-card', '1')).toMatchObject({ ok: false, zh: '证件类型不在列表中' })
  })
})

test.each([
  ['32010119900101001X', '3201**********001X'],
  ['H12345678', 'H1*****78'],
  ['E12345678', 'E1*****78'],
  ['ABCDE', 'A***E'],
  ['12', '**'],
])('%s is shown as %s', (number, shown) => {
  expect(maskIdNumber(number)).toBe(shown)
})

test('an encrypted number opens for its owner only, and twice encrypted looks different', () => {
  const one = encryptIdNumber(secrets, 'can_1', '11010519491231002x')
  const two = encryptIdNumber(secrets, 'can_1', '11010519491231002x')
  expect(decryptIdNumber(secrets, 'can_1', one)).toBe('11010519491231002X')
  expect(one.equals(two)).toBe(false)
  expect(one.toString('latin1')).not.toContain('1949')
  expect(() => decryptIdNumber(secrets, 'can_2', one)).toThrow()
  expect(() => decryptIdNumber(deriveSecrets(randomBytes(32)), 'can_1', one)).toThrow()
  for (let place = 0; place < one.length; place++) {
    const changed = Buffer.from(one)
    changed[place]! ^= 1
    expect(() => decryptIdNumber(secrets, 'can_1', changed), `byte ${place}`).toThrow()
  }
})

test('hashes need the key, and do not care how the number was typed', () => {
  const other = deriveSecrets(randomBytes(32))
  expect(loginHash(secrets, ' 2712 ', '11010519491231002x')).toBe(
    loginHash(secrets, '2712', '11010519491231002X'),
  )
  expect(loginHash(secrets, '2712', '1')).not.toBe(loginHash(other, '2712', '1'))
  expect(loginHash(secrets, '27', '121')).not.toBe(loginHash(secrets, '271', '21'))
  expect(idNumberHash(secrets, 'passport', 'E1')).not.toBe(idNumberHash(secrets, 'resident-id', 'E1'))
})

test('the keys of each purpose differ, and a short secret is refused with what to do', () => {
  const keys = [secrets.idEncryption, secrets.idHash, secrets.loginHash, secrets.sessionStorage]
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(keys.length)
  expect(() => deriveSecrets(Buffer.alloc(16))).toThrow(/openssl rand/)
})
