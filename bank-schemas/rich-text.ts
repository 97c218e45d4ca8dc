/*
 * Rich text: the Markdown subset items are written in, rendered to safe HTML.
 *
 * Paragraphs, emphasis, lists, tables, images media/<file> and KaTeX maths.
 * Nothing else is switched on, so that HTML, links and code come out as the
 * characters they are; checkRich says so before anyone sees them.
 * The subset is described in README.md.
 */

import mathsPlugin from '@vscode/markdown-it-katex'
import katex from 'katex'
import MarkdownIt, { type Token } from 'markdown-it'

export interface RichTextOptions {
  /** Address of a picture; `file` is the name after media/. */
  readonly mediaUrl: (file: string) => string
  /** HTML for the blank written [[id]]; without it the characters stay. */
  readonly blank?: (id: string) => string
}

/** A picture of the bank and nothing else: no other folder, no other site, no data: address. */
export const mediaPath = /^media\/[A-Za-z0-9._-]+$/

/** Rules of CommonMark that are no part of the subset. */
const beyondSubset =
  'code fence blockquote hr reference html_block heading lheading backticks strikethrough link autolink html_inline linkify replacements smartquotes'.split(
    ' ',
  )

const markdown = new MarkdownIt('default', {
  html: false,
  linkify: false,
  typographer: false,
  breaks: true,
  maxNesting: 20,
})
markdown.use(plugin(), { throwOnError: false })
markdown.disable(beyondSubset, true)
markdown.validateLink = (url) => mediaPath.test(url)

markdown.renderer.rules.image = (tokens, i, _options, env) => {
  const token = tokens[i]!
  const file = String(token.attrGet('src')).slice('media/'.length)
  const url = (env as unknown as RichTextOptions).mediaUrl(file)
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(token.content)}">`
}
markdown.renderer.rules.math_inline = (tokens, i) => renderMaths(tokens[i]!.content, false)
markdown.renderer.rules.math_block = (tokens, i) => `<p>${renderMaths(tokens[i]!.content, true)}</p>\n`
markdown.renderer.rules.math_inline_block = (tokens, i) => renderMaths(tokens[i]!.content, true)

/** Safe HTML of a rich text. Never throws; what cannot be rendered is shown as its characters. */
export function renderRich(text: string, options: RichTextOptions): string {
  const html = markdown.render(text, { ...options })
  const { blank } = options
  return blank ? html.replace(/\[\[([1-9])\]\]/g, (_, id: string) => blank(id)) : html
}

/** The tokens of a rich text, as the renderer sees them. */
export function parseRich(text: string): Token[] {
  return markdown.parse(text, {})
}

/** One formula as HTML with MathML; what KaTeX cannot read comes out as its characters, in red where it can tell. */
function renderMaths(tex: string, displayMode: boolean): string {
  try {
    return katex.renderToString(tex, { ...mathsOptions, displayMode, throwOnError: false })
  } catch {
    return `<span class="katex-error">${escapeHtml(tex)}</span>`
  }
}

/**
 * No \href, \includegraphics or \htmlClass (trust), no macro bombs (maxExpand), no letters a metre high (maxSize, em).
 * Chinese inside a formula is not LaTeX but renders well; everything else that is not LaTeX is an error.
 */
export const mathsOptions = {
  trust: false,
  strict: (code: string) => (code === 'unicodeTextInMathMode' ? 'ignore' : 'error'),
  maxExpand: 200,
  maxSize: 20,
  output: 'htmlAndMathml',
} as const

function escapeHtml(text: string): string {
  return markdown.utils.escapeHtml(text)
}

/** The plugin is CommonJS: some loaders hand out its module, some its function. */
function plugin(): typeof mathsPlugin.default {
  const either = mathsPlugin as typeof mathsPlugin | typeof mathsPlugin.default
  return 'default' in either ? either.default : either
}
