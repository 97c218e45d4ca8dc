import { defineMessages } from './define-messages.ts'

export const accountMessages = defineMessages({
  homeLead: [
    '从评价规范到技能等级证书：细目表、试题、组卷、考试、阅卷与发证，每一步都可追溯。',
    'From an occupational standard to a skill-level certificate: syllabus, items, assembly, exam, marking and certificate, each step traceable.',
  ],
  candidateTitle: ['我是考生', 'I sit an exam'],
  candidateText: [
    '凭准考证号和证件号码登录，参加机考或查看成绩。',
    'Sign in with your admission number and ID number to sit your exam or see your result.',
  ],
  verifyTitle: ['我要查验证书', 'I check a certificate'],
  verifyButton: ['查询证书', 'Verify a certificate'],
  verifyText: [
    '输入证书编号，或扫描证书上的二维码，核对证书真伪与状态。',
    'Enter the number of a certificate, or scan its QR code, to see whether it is genuine and valid.',
  ],
  staffTitle: ['我是工作人员', 'I work here'],
  staffText: [
    '考务、监考、考评、命题与审题人员由此登录。',
    'Sign-in for exam managers, invigilators, raters, item writers and reviewers.',
  ],
  browseTitle: ['公开资料', 'Open to everybody'],
  browseText: [
    '不用登录，用公开练习题自测水平；查阅评价规范与细目表。',
    'Assess yourself on open items without an account; read standards and syllabuses.',
  ],
  practiceButton: ['开始自测', 'Assess yourself'],

  staffSignInTitle: ['工作人员登录', 'Staff sign-in'],
  username: ['账号', 'Account'],
  password: ['密码', 'Password'],
  signInButton: ['登录', 'Sign in'],
  forgotten: [
    '忘记密码请联系本机构管理员重置。',
    'If you forgot your password, ask the administrator of your organisation for a new one.',
  ],

  ownPassword: ['修改密码', 'Change password'],
  ownPasswordLead: [
    '修改后所有登录都会退出，请用新密码重新登录。',
    'All sessions end; sign in again with the new password.',
  ],
  currentPassword: ['现在的密码', 'Current password'],
  nextPassword: ['新密码', 'New password'],
  nextPasswordHint: [
    '至少 {n} 个字符，不含用户名，不用常见密码',
    'At least {n} characters, without the username, not a common one',
  ],
  againPassword: ['再输一次新密码', 'New password again'],
  passwordChanged: ['密码已修改，请用新密码登录。', 'The password was changed; sign in with the new one.'],
  examTitle: ['考生登录', 'Candidate sign-in'],
  admissionNo: ['准考证号', 'Admission number'],
  idNumber: ['证件号码', 'ID number'],
  idHint: ['身份证最后一位是 X 的，输入 X 或 x 均可。', 'A final X may be typed as X or x.'],
  examButton: ['进入考试', 'Enter the exam'],
  examHelp: [
    '开考前 30 分钟可以登录。请核对准考证，如有问题请举手联系监考员。',
    'Sign-in opens 30 minutes before the start. Check your admission ticket; raise your hand if something is wrong.',
  ],
  examPledge: [
    '登录即表示我已阅读并遵守考场规则，诚信考试。',
    'By signing in I accept the rules of the exam room and sit this exam honestly.',
  ],
})
