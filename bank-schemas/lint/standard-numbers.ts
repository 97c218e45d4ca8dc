import type { Standard } from '../types/documents.ts'
import type { Finding, LintRule } from './bank-context.ts'

export const standardNumbers: LintRule = {
  name: 'lint/standard-numbers',
  severity: 'error',
  summary: {
    zh: '职业功能、工作内容编号不重复，工作内容编号以所属职业功能编号开头',
    en: 'functions and contents are numbered without repeats, contents below their function',
  },
  *check({ standard }) {
    if (!standard) return
    for (const [i, { functions }] of standard.work.entries()) {
      const at = ['work', i, 'functions']
      yield* repeats(standard, at, functions)
      for (const [j, { number, contents }] of functions.entries()) {
        yield* repeats(standard, [...at, j, 'contents'], contents)
        for (const [k, content] of contents.entries()) {
          if (content.number.startsWith(`${number}.`)) continue
          yield {
            document: standard,
            at: [...at, j, 'contents', k, 'number'],
            zh: `工作内容 ${content.number} 不在职业功能 ${number} 之下`,
            en: `content ${content.number} does not belong to function ${number}`,
          }
        }
      }
    }
  },
}

function* repeats(
  standard: Standard,
  at: (string | number)[],
  list: { number: string }[],
): Generator<Finding> {
  const numbers = list.map(({ number }) => number)
  for (const [i, number] of numbers.entries()) {
    if (numbers.indexOf(number) === i) continue
    yield {
      document: standard,
      at: [...at, i, 'number'],
      zh: `编号 ${number} 重复`,
      en: `number ${number} is there twice`,
    }
  }
}
