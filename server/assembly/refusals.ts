/** Why the assembly feature says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const assemblyRefusals = defineRefusals({
  'assembly-infeasible': [422, '题库不能满足组卷方案：{zh}', 'The bank cannot meet the blueprint: {en}'],
  'assembly-timed-out': [
    503,
    '组卷计算超过 {seconds} 秒，已停止。请减少套数或放宽要求后再试。',
    'The assembly was stopped after {seconds} seconds. Ask for fewer forms or relax the blueprint.',
  ],
  'assembly-undecided': [
    422,
    '在限定的搜索步数内没有找到符合要求的试卷，也未能证明不可能。请换一个种子或放宽要求。',
    'No form was found within the search limit, and none was proved impossible. Try another seed or relax the blueprint.',
  ],
  'pattern-unknown': [
    422,
    '题库 {bank} 的 {level} 级没有组卷模式“{pattern}”。',
    'Level {level} of bank {bank} has no paper pattern "{pattern}".',
  ],
  'pattern-repeats-kind': [
    422,
    '组卷模式“{pattern}”中题型“{kind}”出现了两次；每种题型只能有一节。',
    'Paper pattern "{pattern}" has two sections of kind "{kind}"; each kind may have one.',
  ],
  'forms-out-of-range': [
    422,
    '套数须为 1–{most}，收到 {forms}。',
    'The number of forms must be 1–{most}; it is {forms}.',
  ],
  'seed-out-of-range': [
    422,
    '种子须为 0–{most} 的整数，收到 {seed}。',
    'The seed must be a whole number 0–{most}; it is {seed}.',
  ],
  'picture-missing': [
    422,
    '试题 {item} 引用的图片 {file} 不在题库中。',
    'Item {item} shows picture {file}, which the bank does not have.',
  ],
})
