/** Why the certificates feature says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const certificateRefusals = defineRefusals({
  'certificate-serials-exhausted': [
    409,
    '{year} 年 {level} 级证书序列码已用完（上限 999999）。',
    'The serials of {year}, level {level}, are used up (999999).',
  ],
  'certificate-segments-missing': [
    409,
    '本机构尚未登记证书编码中的机构代码段，不能发证。请在“机构”中填写。',
    'The institution has no certificate code segments yet; enter them under Organisations.',
  ],
  'certificate-glyph-missing': [
    422,
    '姓名或其他字段含有字体缺少的字符“{character}”（{code}），证书无法正确显示，未出证。',
    'A field holds the character "{character}" ({code}) that the font lacks; the certificate would not show it and was not made.',
  ],
  'certificate-not-valid': [
    409,
    '证书 {number} 的状态为“{status}”，不能撤销。',
    'Certificate {number} is {status} and cannot be revoked.',
  ],
  'revocation-reason-missing': [
    422,
    '撤销证书须写明原因（至少 5 个字）。',
    'A revocation needs a reason of at least 5 characters.',
  ],
})
