import { defineMessages } from './define-messages.ts'

export const referenceMessages = defineMessages({
  apiTitle: ['接口文档', 'API reference'],
  apiLead: [
    '本页由接口定义自动生成：写在这里的，就是服务器所校验的。',
    'Generated from the definitions: what stands here is what the server enforces.',
  ],
  errorsTitle: ['错误代码', 'Error codes'],
  errorsLead: [
    '接口以 application/problem+json 返回错误，code 字段为下列代码之一。',
    'The API answers errors as application/problem+json; its code is one of these.',
  ],
  schemas: ['数据结构', 'Schemas'],
  parameters: ['参数', 'Parameters'],
  required: ['必填', 'required'],
  body: ['请求内容', 'Request body'],
  responses: ['响应', 'Responses'],
  code: ['代码', 'Code'],
  status: ['状态', 'Status'],
  sentence: ['说明', 'Sentence'],
  feature: ['模块', 'Feature'],
})
