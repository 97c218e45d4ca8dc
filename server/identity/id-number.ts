/*
 * Numbers of identity documents. Pure.
 *
 * 居民身份证: GB 11643-1999: 17 digits and a check character: six digits of region,
 * eight of birth date, three of order; ISO 7064 MOD 11-2.
 */

export interface IdDocumentType {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** What the number must look like, in capitals without blanks. */
  readonly pattern: RegExp
}

export const idDocumentTypes: readonly IdDocumentType[] = [
  { id: 'resident-id', zh: '居民身份证', en: 'Resident identity card', pattern: /^\d{17}[\dX]$/ },
  {
    id: 'hk-macao-permit',
    zh: '港澳居民来往内地通行证',
    en: 'Mainland travel permit for Hong Kong and Macao residents',
    pattern: /^[HM]\d{8}(\d{2})?$/,
  },
  {
    id: 'taiwan-permit',
    zh: '台湾居民来往大陆通行证',
    en: 'Mainland travel permit for Taiwan residents',
    pattern: /^\d{8}$|^\d{10}[A-Z]?$/,
  },
  {
    id: 'hmt-residence',
    zh: '港澳台居民居住证',
    en: 'Residence permit for Hong Kong, Macao and Taiwan residents',
    pattern: /^8[123]0000\d{11}[\dX]$/,
  },
  {
    id: 'foreigner-residence',
    zh: '外国人永久居留身份证',
    en: 'Foreign permanent resident ID card',
    pattern: /^[A-Z]{3}\d{12}$|^9\d{16}[\dX]$/,
  },
  { id: 'passport', zh: '护照', en: 'Passport', pattern: /^[A-Z0-9]{5,17}$/ },
]

export type IdCheck =
  | { readonly ok: true; readonly idNumber: string }
  | { readonly ok: false; readonly zh: string; readonly en: string }

/** Blanks out, full-width letters and digits to half-width, capitals: 3201…00 1x → 3201…001X. */
export const normaliseIdNumber = (text: string): string =>
  text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()

/** Checks a number against its type; `idNumber` of the verdict is normalised. */
export function checkIdNumber(idType: string, text: string): IdCheck {
  const type = idDocumentTypes.find((known) => known.id === idType)
  const fault = (zh: string, en: string): IdCheck => ({ ok: false, zh, en })
  if (!type) return fault('证件类型不在列表中', 'the document type is not known')
  const idNumber = normaliseIdNumber(text)
  if (idNumber === '') return fault('缺少证件号码', 'the ID number is missing')
  if (!type.pattern.test(idNumber))
    return fault(`不是有效的${type.zh}号码`, `it is not a number of a ${type.en}`)
  if (idNumber.length === 18) {
    if (!isDate(idNumber.slice(6, 14))) return fault('出生日期不存在', 'the birth date does not exist')
    if (checkCharacter(idNumber) !== idNumber[17])
      return fault('校验码不符，请核对每一位', 'the check digit is wrong')
  }
  return { ok: true, idNumber }
}

/** ISO 7064 MOD 11-2 over the first 17 digits: "0" … "9" or "X". */
export function checkCharacter(idNumber: string): string {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += Number(idNumber[place]) * 2 ** (17 - place)
  const rest = (12 - (sum % 11)) % 11
  return rest === 10 ? 'X' : String(rest)
}

/** 3201**********001X: the first four and the last four of 18; at least half is hidden in shorter ones. */
export function maskIdNumber(text: string): string {
  const idNumber = normaliseIdNumber(text)
  const shown = idNumber.length >= 18 ? 4 : Math.min(2, Math.floor(idNumber.length / 4))
  const hidden = idNumber.length - 2 * shown
  return idNumber.slice(0, shown) + '*'.repeat(hidden) + idNumber.slice(shown + hidden)
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  const date = new Date(Date.UTC(year!, month! - 1, day!))
  return (
    year! >= 1900 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month! - 1 &&
    date.getUTCDate() === day
  )
}
