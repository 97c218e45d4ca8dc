import { expect, test } from 'vitest'
import { decodeText, readCandidateFile, templateText } from '../../../server/web/batches/candidate-file.ts'

test('the template read back holds no rows and no faults', () => {
  expect(readCandidateFile(templateText)).toEqual({ rows: [], lines: [], faults: [] })
})

test.each([
  ['commas', '张三,居民身份证,11010519491231002X,一考场,01'],
  ['cells pasted from a spreadsheet', '张三\t居民身份证\t11010519491231002X\t一考场\t01'],
  ['full-width commas', '张三，居民身份证，11010519491231002X，一考场，01'],
  ['a heading', '姓名,证件类型,证件号码,考场,座位号\r\n张三,,11010519491231002X,一考场,01'],
  ['quotes and a byte order mark', '\uFEFF"张三","身份证","11010519491231002X","一考场","01"'],
])('a list with %s gives the same candidate', (_, text) => {
  expect(readCandidateFile(text).rows).toEqual([
    expect.objectContaining({
      name: '张三',
      idType: 'resident-id',
      idNumber: '11010519491231002X',
      room: '一考场',
      seat: '01',
    }),
  ])
})

test('a file saved as GBK is read as well as UTF-8', () => {
  const gbk = new Uint8Array([0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31])
  expect(decodeText(gbk)).toBe('张三,1')
  expect(decodeText(new TextEncoder().encode('张三,1'))).toBe('张三,1')
})

test('years and levels become facts only when something was given', () => {
  const { rows } = readCandidateFile('甲,,1,,,,,,,\n乙,,2,,,,28,6年,五级,4')
  expect(rows[0]!.facts).toBeUndefined()
  expect(rows[1]!.facts).toEqual({
    age: 28,
    workYears: 6,
    intendsToWork: true,
    levels: [{ level: 5, years: 4 }],
  })
})

test('what cannot be read is a fault of its row, and blank lines keep the count of lines right', () => {
  const read = readCandidateFile('姓名,证件类型\n\n甲,,1,,,许多\n乙,,2,,,,,,九级')
  expect(read.faults.map(({ row, en }) => [row, en])).toEqual([
    [1, 'extra minutes "许多" is no number'],
    [2, '"九级" is no level'],
  ])
  expect(read.lines).toEqual([3, 4])
})

test('an unknown document type is passed on for admitting to refuse', () => {
  expect(readCandidateFile('甲,驾驶证,1').rows[0]!.idType).toBe('驾驶证')
})
