/*
 * Says what a rich text holds beyond the subset, before anyone sees it.
 *
 * The text is read twice: by a parser with all of CommonMark switched on, whose
 * tokens show what the writer meant (a link, a heading, a tag), and by the real
 * one, whose formulas are tried one by one.
 */
import katex from 'katex'
import MarkdownIt, { type Token } from 'markdown-it'
import type { Issue } from './issue.ts'
import { mathsOptions, mediaPath, parseRich } from './rich-text.ts'

export interface RichFault {
  readonly rule: 'rich/html' | 'rich/link' | 'rich/image' | 'rich/maths' | 'rich/markup'
  readonly message: Issue['message']
}

const whole = new MarkdownIt('default', { html: true, linkify: false })
whole.validateLink = () => true

/** Faults of a rich text, in no particular order; an empty list means that it renders as it was meant. */
export function checkRich(text: string): RichFault[] {
  const withoutMaths = text.replace(/\$\$[\s\S]*?\$\$|\$[^$\n]*\$/g, 'x')
  const meant = flat(whole.parse(withoutMaths, {})).flatMap(faultOfToken)
  const formulas = flat(parseRich(text)).filter(({ type }) => type.startsWith('math_'))
  return [...meant, ...formulas.flatMap(faultOfFormula), ...strayDollars(text)]
}

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...flat(token.children ?? [])])
}

function faultOfToken(token: Token): RichFault[] {
  const shown = short(token.content)
  if (token.type === 'html_block' || token.type === 'html_inline') {
    return [fault('rich/html', `不能使用 HTML：${shown}`, `raw HTML is not allowed: ${shown}`)]
  }
  if (token.type === 'link_open') {
    const href = short(String(token.attrGet('href')))
    return [fault('rich/link', `不能使用链接：${href}`, `links are not allowed: ${href}`)]
  }
  if (token.type === 'image') return faultOfImage(String(token.attrGet('src')))
  const markup = beyondSubset[token.type]
  return markup ? [fault('rich/markup', `不支持${markup[0]}`, `${markup[1]} are not part of the subset`)] : []
}

const beyondSubset: Record<string, readonly [zh: string, en: string]> = {
  heading_open: ['标题', 'headings'],
  blockquote_open: ['引用', 'quotations'],
  code_block: ['缩进代码块', 'indented code blocks'],
  code_inline: ['行内代码', 'code spans'],
  fence: ['代码块', 'code blocks'],
  hr: ['分隔线', 'rules'],
  s_open: ['删除线', 'strike-through'],
}

function faultOfImage(source: string): RichFault[] {
  if (mediaPath.test(source)) return []
  const shown = short(source)
  return [
    fault('rich/image', `图片只能是 media/<文件名>：${shown}`, `a picture is media/<file>, not ${shown}`),
  ]
}

function faultOfFormula({ content }: Token): RichFault[] {
  try {
    katex.renderToString(content, { ...mathsOptions, trust: refuse, throwOnError: true })
    return []
  } catch (error) {
    const reason = short((error as Error).message.replace(/^KaTeX parse error: /, ''))
    return [
      fault(
        'rich/maths',
        `公式 $${short(content)}$ 有误：${reason}`,
        `the formula $${short(content)}$ is broken: ${reason}`,
      ),
    ]
  }
}

/** Asked about \\href and its like, which the renderer would show in red. */
function refuse({ command }: { command: string }): boolean {
  throw new Error(`${command} is not allowed`)
}

/** An odd dollar is a formula that was not closed. */
function strayDollars(text: string): RichFault[] {
  const dollars = text.replace(/\\\$/g, '').split('$').length - 1
  return dollars % 2 === 0 ? [] : [fault('rich/maths', '有一个 $ 没有配对', 'a $ has no partner')]
}

function fault(rule: RichFault['rule'], zh: string, en: string): RichFault {
  return { rule, message: { zh, en } }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
