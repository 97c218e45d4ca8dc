/*
 * The people, the centre and the paper of the demo. All fictional.
 */
import type { PaperPattern } from '../../bank-schemas/index.ts'
import type { NewOrganisation } from '../identity/create-organisation.ts'
import type { Role } from '../identity/model.ts'

/** One password for all demo accounts: the demo is for looking around, and is off where a real database is set. */
export const demoPassword = 'Yangtze-Bridge-1968'

export const demoCentre = {
  id: 'org_demo',
  kind: 'evaluation-centre',
  name: '江苏量才职业技能评价中心（演示）',
  certificateCodes: { category: 'S', bodyCode: '0000', province: '32', station: '000000' },
} as const satisfies NewOrganisation

export interface DemoPerson {
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly what: string
  /** Belongs to the platform's own organisation. */
  readonly platform?: boolean
}

export const demoPeople: readonly DemoPerson[] = [
  {
    username: 'demo.admin',
    name: '平台管理员',
    roles: ['administrator'],
    what: '平台管理员 platform administrator',
    platform: true,
  },
  {
    username: 'demo.manager',
    name: '周正',
    roles: ['centre-manager'],
    what: '评价机构负责人 centre manager',
  },
  { username: 'demo.invigilator1', name: '钱敏', roles: ['invigilator'], what: '监考员 invigilator' },
  { username: 'demo.invigilator2', name: '孙立', roles: ['invigilator'], what: '监考员 invigilator' },
  { username: 'demo.rater1', name: '李建国', roles: ['rater'], what: '考评员 rater' },
  { username: 'demo.rater2', name: '吴秀英', roles: ['rater'], what: '考评员 rater' },
  { username: 'demo.rater3', name: '郑海涛', roles: ['rater'], what: '考评员 rater' },
  {
    username: 'demo.writer',
    name: '王文',
    roles: ['item-writer'],
    what: '命题专家 item writer',
    platform: true,
  },
  { username: 'demo.reviewer', name: '冯审', roles: ['reviewer'], what: '审题专家 reviewer', platform: true },
  { username: 'demo.auditor', name: '陈督', roles: ['auditor'], what: '质量督导 auditor' },
]

const surnames = '陈杨黄徐孙马朱胡郭'
const givenNames = ['建军', '晓燕', '志强'] as const

/**
 * Of the certified ones the first three are fixed: two pass, the third fails. The
 * others fill the room: thirty on one form, so that the figures of its items say something.
 */
export const demoCandidates: { readonly certified: readonly string[]; readonly waiting: readonly string[] } =
  {
    certified: [
      '张伟',
      '欧阳雪梅',
      '刘洋',
      ...givenNames.flatMap((given) => [...surnames].map((surname) => surname + given)),
    ],
    waiting: ['赵磊', '林小满'],
  }

/** 20 items, so that the way can be walked in minutes; a real paper has 100. */
export const demoBank: { readonly bankId: string; readonly level: number; readonly pattern: PaperPattern } = {
  bankId: '6-31-01-03',
  level: 4,
  pattern: {
    id: 'demo',
    level: 4,
    name: '演示短卷',
    minutes: 90,
    sections: [
      { kind: 'single-choice', count: 15, marksEach: 5 },
      { kind: 'true-false', count: 5, marksEach: 5 },
    ],
  },
}
