import type { BankContext, Finding, LintRule } from './bank-context.ts'

export const bankReferences: LintRule = {
  name: 'lint/bank-references',
  severity: 'error',
  summary: {
    zh: '题库、细目表与所依据的标准及其等级互相对应',
    en: 'the bank, its syllabuses and its standard name each other and share their levels',
  },
  *check(context) {
    const { bank } = context
    if (!bank) return
    if (bank.id !== context.id) {
      yield {
        document: bank,
        at: ['id'],
        zh: `题库编号 ${bank.id} 与文件夹 ${context.id} 不一致`,
        en: `bank ${bank.id} stands in folder ${context.id}`,
      }
    }
    yield* standardOf(context)
    yield* levelsOf(context)
    yield* syllabusesOf(context)
  },
}

function* standardOf({ bank, standard }: BankContext): Generator<Finding> {
  const { id, edition } = bank!.standard
  const place = { document: bank!, at: ['standard'] }
  if (!standard)
    yield {
      ...place,
      zh: `没有找到有效的标准 ${id}（${edition}）`,
      en: `there is no valid standard ${id} (${edition})`,
    }
  else if (standard.id !== id || standard.edition !== edition) {
    yield {
      ...place,
      zh: `标准文件内是 ${standard.id}（${standard.edition}）`,
      en: `the file holds standard ${standard.id} (${standard.edition})`,
    }
  }
}

function* levelsOf({ bank, standard, levels }: BankContext): Generator<Finding> {
  for (const [i, level] of bank!.levels.entries()) {
    const place = { document: bank!, at: ['levels', i] }
    if (!levels.some((folder) => folder.level === level && folder.syllabus)) {
      yield { ...place, zh: `${level} 级没有有效的细目表`, en: `level ${level} has no valid syllabus` }
    }
    if (standard && !standard.levels.includes(level)) {
      yield { ...place, zh: `标准没有 ${level} 级`, en: `the standard has no level ${level}` }
    }
  }
  for (const { level } of levels) {
    if (bank!.levels.includes(level)) continue
    yield {
      document: bank!,
      at: ['levels'],
      zh: `有 level-${level} 文件夹，但题库未列出 ${level} 级`,
      en: `there is a folder level-${level}, but the bank does not list it`,
    }
  }
}

function* syllabusesOf({ bank, levels }: BankContext): Generator<Finding> {
  for (const { level, syllabus } of levels) {
    if (!syllabus) continue
    if (syllabus.level !== level) {
      yield {
        document: syllabus,
        at: ['level'],
        zh: `细目表写的是 ${syllabus.level} 级，却在 level-${level}`,
        en: `the syllabus says level ${syllabus.level} in level-${level}`,
      }
    }
    if (syllabus.bank !== bank!.id) {
      yield {
        document: syllabus,
        at: ['bank'],
        zh: `细目表属于题库 ${syllabus.bank}`,
        en: `the syllabus belongs to bank ${syllabus.bank}`,
      }
    }
    if (syllabus.standard.id !== bank!.standard.id || syllabus.standard.edition !== bank!.standard.edition) {
      yield {
        document: syllabus,
        at: ['standard'],
        zh: '细目表与题库所依据的标准不同',
        en: 'the syllabus and the bank name different standards',
      }
    }
  }
}
