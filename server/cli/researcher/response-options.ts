/* The options every command that reads responses shares. */
import { type Command, Option } from 'commander'
import { readKey } from './read-key.ts'
import { type EmptyMeans, type Responses, readResponses } from './read-responses.ts'

export interface ResponseFlags {
  readonly json?: boolean
  readonly key?: string
  readonly group?: string
  readonly id?: string
  readonly ignore?: string
  readonly empty?: EmptyMeans
}

/** Adds --key, --group, --id, --ignore and --empty. */
export function withResponseOptions(command: Command): Command {
  return command
    .option('--key <file>', 'answer key, JSON list or object by item id 答案文件')
    .option('--group <column>', 'column that holds the group or form 分组列')
    .option('--id <column>', 'column that names the person 考生列')
    .option('--ignore <columns>', 'columns to leave out, separated by commas 不参与的列')
    .addOption(
      new Option('--empty <meaning>', 'what an empty cell is 空格的含义')
        .choices(['auto', 'omitted', 'missing'])
        .default('auto'),
    )
}

export function readWithFlags(path: string, flags: ResponseFlags): Responses {
  return readResponses(path, {
    group: flags.group,
    id: flags.id,
    ignore: flags.ignore?.split(',').map((name) => name.trim()),
    key: flags.key === undefined ? undefined : readKey(flags.key),
    empty: flags.empty,
  })
}
