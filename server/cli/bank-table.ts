/*
 * The table of banks between the markers of item-banks/README.md:
 * liangcai validate --write-readme.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bankTable } from '../../bank-schemas/index.ts'
import { readItemBanks } from '../banks/read-bank-folder.ts'
import { issuesOfBank } from './validation-report.ts'

const markers = ['<!-- banks:begin -->', '<!-- banks:end -->'] as const

/** The README with a fresh table. Throws when the markers are gone. */
export function readmeWithTable(itemBanks: string): string {
  const text = readFileSync(join(itemBanks, 'README.md'), 'utf8')
  const [begin, end] = markers.map((marker) => text.indexOf(marker)) as [number, number]
  if (begin < 0 || end < begin) {
    throw new Error(
      `${join(itemBanks, 'README.md')} has no table of banks: put ${markers.join(' and ')} where it shall stand`,
    )
  }
  const banks = readItemBanks(itemBanks).banks.map((context) => ({ context, issues: issuesOfBank(context) }))
  return `${text.slice(0, begin + markers[0].length)}\n\n${bankTable(banks)}\n\n${text.slice(end)}`
}

/** Writes the table in place. */
export function writeBankTable(itemBanks: string): void {
  writeFileSync(join(itemBanks, 'README.md'), readmeWithTable(itemBanks))
}
