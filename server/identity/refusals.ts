import { defineRefusals } from '../kernel/refusal.ts'

export const identityRefusals = defineRefusals({
  'sign-in-failed': [
    401,
    '账号或密码不正确。请检查后重新输入；忘记密码请联系本机构管理员。',
    'The account or the password is wrong. Ask your administrator for a new password if you forgot it.',
  ],
  'password-wrong': [
    422,
    '密码不正确，没有保存任何改动。请重新输入。',
    'The password is wrong; nothing was saved. Enter it again.',
  ],
  'candidate-sign-in-failed': [
    401,
    '准考证号与证件号码不匹配。请按准考证核对后重新输入，仍不成功请举手联系监考员。',
    'The admission number and the ID number do not belong together. Check your admission ticket, or ask the invigilator.',
  ],
  'sign-in-locked': [
    429,
    '尝试次数过多，请在 {seconds} 秒后再试。',
    'Too many attempts: try again in {seconds} seconds.',
  ],
  'sign-in-not-open': [
    403,
    '考试尚未开放登录。本场考试 {opensAt} 开始，开考前 {minutes} 分钟可以登录。',
    'Sign-in is not open yet. The exam starts at {opensAt}; sign-in opens {minutes} minutes before.',
  ],
  'sign-in-closed': [
    403,
    '本场考试的登录时间已过。如有疑问请联系考点。',
    'The time for signing in to this exam is over. Ask the test centre if in doubt.',
  ],
  'session-ended': [401, '登录已失效，请重新登录。', 'The session has ended: sign in again.'],
  'weak-password': [
    422,
    '密码太弱：至少 {minimum} 个字符，且不能包含账号或过于常见。',
    'The password is too weak: at least {minimum} characters, not containing the account name, not a common one.',
  ],
  'username-taken': [409, '账号“{username}”已被使用，请换一个。', 'The account name "{username}" is taken.'],
  'organisation-exists': [
    409,
    '机构编号或证书编码已被使用。',
    'The organisation id or its certificate codes are in use.',
  ],
  'last-administrator': [
    409,
    '不能移除最后一名管理员。请先指定另一名管理员。',
    'The last administrator cannot be removed. Appoint another one first.',
  ],
  'invalid-id-number': [422, '证件号码不正确：{zh}', 'The ID number is not valid: {en}'],
  'reason-required': [
    422,
    '请写明查看原因（至少 {minimum} 个字）。',
    'Give a reason of at least {minimum} characters.',
  ],
})
