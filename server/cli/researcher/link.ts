/*
 * liangcai link a.csv b.csv --method stocking-lord|haebara|mean-sigma|mean-mean
 * Brings form b onto form a's scale through the items with the same id.
 */
import { type Command, Option } from 'commander'
import {
  type Link,
  type LinkMethod,
  linkMethods,
  linkScales,
} from '../../../scoring/statistics/linking/link-scales.ts'
import { readItemFile } from './read-item-file.ts'
import { present, researcherCommand } from './run-command.ts'
import { textTable } from './text-table.ts'

interface Flags {
  readonly json?: boolean
  readonly method: LinkMethod
}

export function registerLink(program: Command): void {
  researcherCommand(program, 'link <a> <b>', '量尺链接：θ_a = A·θ_b + B Scale linking by common items')
    .addOption(new Option('--method <method>', 'method 方法').choices(linkMethods).makeOptionMandatory())
    .action((a: string, b: string, flags: Flags) =>
      present(
        flags.json,
        () => linkScales(readItemFile(a), readItemFile(b), flags.method),
        (link) => readable(link, flags.method),
      ),
    )
}

function readable(link: Link, method: LinkMethod): string {
  return (
    `方法 method ${method}，锚题 anchors ${link.anchors.length}\nA = ${link.A.toFixed(6)}   B = ${link.B.toFixed(6)}\n\n` +
    textTable(
      ['锚题 anchor', '转换后难度差 shift of b'],
      link.shifts.map((s) => [s.id, s.shift]),
    )
  )
}
