import { defineRefusals } from '../kernel/refusal.ts'

export const apiRefusals = defineRefusals({
  'unsupported-media-type': [
    415,
    '不支持的内容类型，应为 {expected}。',
    'The content type is not supported; send {expected}.',
  ],
  'already-exists': [409, '相同的内容已经存在。', 'The same thing exists already.'],
})
