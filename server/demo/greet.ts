/* What the demo tells the person who started the platform. */
import type { Demo } from './load-demo.ts'

export function greet(demo: Demo, url: string): string[] {
  return [
    '',
    `考生登录 candidates: ${url}/exam  （${demo.batchTitle}）`,
    ...demo.candidates.map(
      ({ name, admissionNo, idNumber }) => `  ${name}  准考证号 ${admissionNo}  证件号码 ${idNumber}`,
    ),
    '',
    `工作人员登录 staff: ${url}/sign-in`,
    ...demo.accounts.map(({ username, password, what }) => `  ${username.padEnd(18)}${password}   ${what}`),
    '',
    '演示卷 20 题，均为公开题，答案可在“题库”页查到；交卷后由 demo.manager 结束批次、核算并发布成绩、发证。',
    'The demo paper has 20 open items (answers on the pages of the bank). After handing in, demo.manager closes the batch, computes and publishes the results and issues the certificates.',
  ]
}
