/* Words that several features share: kinds of items, states, levels, parts. */
import type { Language } from '../../api/door.ts'
import { levelNames } from '../../standards/model.ts'
import { defineMessages } from './define-messages.ts'

export const words = defineMessages({
  'kind.single-choice': ['单选', 'Single choice'],
  'kind.multiple-response': ['多选', 'Multiple response'],
  'kind.true-false': ['判断', 'True or false'],
  'kind.fill-in': ['填空', 'Fill in'],
  'kind.numeric': ['计算', 'Numeric'],
  'kind.matching': ['匹配', 'Matching'],
  'kind.ordering': ['排序', 'Ordering'],
  'kind.hotspot': ['识图', 'Hotspot'],
  'kind.short-answer': ['简答', 'Short answer'],
  'kind.essay': ['论述', 'Essay'],
  'kind.case': ['案例', 'Case'],

  'secrecy.open': ['公开', 'Open'],
  'secrecy.operational': ['考试用', 'Operational'],
  'secrecy.competition': ['竞赛用', 'Competition'],

  'status.draft': ['草稿', 'Draft'],
  'status.in-review': ['审题中', 'In review'],
  'status.released': ['已发布', 'Released'],
  'status.suspended': ['已停用', 'Suspended'],
  'status.retired': ['已退役', 'Retired'],

  'cognitive.remember': ['识记', 'Remember'],
  'cognitive.understand': ['理解', 'Understand'],
  'cognitive.apply': ['应用', 'Apply'],
  'cognitive.analyse': ['分析', 'Analyse'],

  'importance.X': ['X 核心要素', 'X core'],
  'importance.Y': ['Y 一般要素', 'Y general'],
  'importance.Z': ['Z 辅助要素', 'Z auxiliary'],

  'state.draft': ['计划中', 'Draft'],
  'state.ready': ['已确认', 'Confirmed'],
  'state.open': ['考试中', 'Open'],
  'state.closed': ['阅卷中', 'Marking'],
  'state.marked': ['成绩已定', 'Marked'],
  'state.published': ['已公示', 'Published'],
  'state.certified': ['已发证', 'Certified'],
  'state.archived': ['已归档', 'Archived'],

  'part.theory': ['理论知识', 'Theory'],
  'part.practical': ['操作技能', 'Practical'],
  'part.review': ['综合评审', 'Review'],

  'partState.marked': ['已评', 'Marked'],
  'partState.absent': ['缺考', 'Absent'],
  'partState.violation': ['违纪', 'Violation'],
  'partState.pending': ['待评', 'Pending'],

  'certificate.valid': ['有效', 'Valid'],
  'certificate.revoked': ['已撤销', 'Revoked'],
  'certificate.superseded': ['已被替换', 'Superseded'],

  passed: ['合格', 'Passed'],
  failed: ['不合格', 'Not passed'],
  undecided: ['未定', 'Undecided'],
  level: ['等级', 'Level'],
  levels: ['等级', 'Levels'],
  minutes: ['{n} 分钟', '{n} minutes'],
  marks: ['{n} 分', '{n} marks'],
  print: ['打印', 'Print'],
  back: ['返回', 'Back'],
  none: ['无', 'none'],
})

export const levelName = (level: number, lang: Language): string => levelNames[level]?.[lang] ?? String(level)

/** 四级, 三级 …: the short name of a column. */
export const shortLevel = (level: number, lang: Language): string =>
  lang === 'zh' ? (levelName(level, lang).split('/')[0] ?? '') : `Level ${level}`
