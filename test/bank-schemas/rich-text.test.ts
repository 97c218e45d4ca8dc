import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRich, renderRich } from '../../bank-schemas/index.ts'

const options = { mediaUrl: (file: string) => `/media/${file}` }
const render = (text: string) => renderRich(text, options)

describe('the subset', () => {
  test.each([
    ['第一段\n\n第二段', '<p>第一段</p>\n<p>第二段</p>\n'],
    ['第一行\n第二行', '<p>第一行<br>\n第二行</p>\n'],
    ['**不正确**的是', '<p><strong>不正确</strong>的是</p>\n'],
    ['*斜体*', '<p><em>斜体</em></p>\n'],
    ['- 甲\n- 乙', '<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n'],
    ['1. 甲\n2. 乙', '<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n'],
    ['![电路图](media/a-1.svg)', '<p><img src="/media/a-1.svg" alt="电路图"></p>\n'],
    [
      '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
      '<table>\n<thead>\n<tr>\n<th>甲</th>\n<th>乙</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    ['5 < 6 & "7"', '<p>5 &lt; 6 &amp; &quot;7&quot;</p>\n'],
    ['U_1 与 U_2', '<p>U_1 与 U_2</p>\n'],
  ])('%j is rendered and has no fault', (text, html) => {
    expect(render(text)).toBe(html)
    expect(checkRich(text)).toEqual([])
  })

  test.each([
    '$U=IR$',
    '$$\n\\frac{U}{R}\n$$',
    '$\\Omega$、$\\sqrt{2}$',
    '由$I=\\dfrac{U}{R}$得',
    '$P_{总}$',
  ])('%j is rendered as maths', (text) => {
    expect(render(text)).toContain('<math xmlns')
    expect(render(text)).not.toContain('katex-error')
    expect(checkRich(text)).toEqual([])
  })

  test('blanks become what the caller makes of them', () => {
    const blank = (id: string) => `<span data-blank="${id}"></span>`
    expect(renderRich('电流为[[1]]。', { ...options, blank })).toBe(
      '<p>电流为<span data-blank="1"></span>。</p>\n',
    )
    expect(render('电流为[[1]]。')).toBe('<p>电流为[[1]]。</p>\n')
  })
})

describe('faults', () => {
  test.each([
    ['<b>粗</b>', 'rich/html'],
    ['<script>alert(1)</script>', 'rich/html'],
    ['[网站](https://example.org)', 'rich/link'],
    ['<https://example.org>', 'rich/link'],
    ['![图](https://example.org/a.png)', 'rich/image'],
    ['![图](media/../../etc/passwd)', 'rich/image'],
    ['![图](data:image/svg+xml;base64,PHN2Zz4=)', 'rich/image'],
    ['![图](media/图.svg)', 'rich/image'],
    ['# 标题', 'rich/markup'],
    ['`代码`', 'rich/markup'],
    ['> 引用', 'rich/markup'],
    ['~~删~~', 'rich/markup'],
    ['$\\frac{1}{2$', 'rich/maths'],
    ['$\\href{javascript:alert(1)}{x}$', 'rich/maths'],
    ['$\\includegraphics{https://example.org/a.png}$', 'rich/maths'],
    ['电压为$5 V', 'rich/maths'],
    ['$\\undefined$', 'rich/maths'],
  ])('%j is %s', (text, rule) => {
    expect(checkRich(text).map((fault) => fault.rule)).toContain(rule)
  })
})

describe('safety', () => {
  /** Ways in that have worked somewhere: tags, handlers, schemes, broken markup, maths commands, images. */
  const corpus = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '<style>@import "//example.org/x.css"</style>',
    '<!--><script>alert(1)</script>-->',
    '<details open ontoggle=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x]: javascript:alert(1)\n\n[x]',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](media/a.svg "" onerror="alert(1)")',
    '![" onerror="alert(1)](media/a.svg)',
    '![x](media/a.svg"onerror="alert(1))',
    '![<script>alert(1)</script>](media/a.svg)',
    '![x](//example.org/a.svg)',
    '![x](media/%2e%2e/a.svg)',
    '![x](media\\..\\a.svg)',
    '**<b onmouseover=alert(1)>**',
    '| <img src=x onerror=alert(1)> | b |\n|---|---|\n| 1 | 2 |',
    '- <script>\n- alert(1)</script>',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\url{javascript:alert(1)}$',
    '$\\htmlData{onclick=alert(1)}{x}$',
    '$\\htmlClass{x" onclick="alert(1)}{x}$',
    '$\\htmlStyle{background:url(//example.org)}{x}$',
    '$\\includegraphics[alt=x]{javascript:alert(1)}$',
    '$\\text{<script>alert(1)</script>}$',
    '$<img src=x onerror=alert(1)>$',
    '$\\unknown<script>alert(1)</script>$',
    '$\\def\\x{\\x\\x}\\x$',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;script&#62;alert(1)&#60;/script&#62;',
    '\u0000<script>alert(1)</script>',
    '[[1]]<script>[[2]]',
  ]

  test.each(corpus)('%j yields no tag, handler or address of its own', (text) => {
    expectSafe(render(text))
  })

  test('nor does any mixture of them', () => {
    const pieces = fc.oneof(
      fc.constantFrom(...corpus),
      fc.constantFrom(
        '$',
        '$$',
        '![',
        '](',
        ')',
        '|',
        '\n',
        '\n\n',
        '**',
        '`',
        '[[1]]',
        '- ',
        '"',
        "'",
        '<',
        '>',
      ),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        expectSafe(render(parts.join('')))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['braces', `$${'{'.repeat(3900)}${'}'.repeat(3900)}$`],
    ['fractions', `$${'\\frac{1}{'.repeat(800)}$`],
    ['stars', '*'.repeat(8000)],
    ['quotations', '>'.repeat(8000)],
    ['lists', '- '.repeat(4000)],
    ['brackets', '!['.repeat(4000)],
    ['a wide table', `${'|a'.repeat(2000)}\n${'|-'.repeat(2000)}\n${'|b'.repeat(2000)}`],
  ])('8,000 characters of %s are rendered and checked within a second', (_, text) => {
    const start = performance.now()
    expectSafe(render(text))
    checkRich(text)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('an address the caller makes cannot leave its attribute', () => {
    expect(renderRich('![x](media/a.svg)', { mediaUrl: () => '"><script>' })).toBe(
      '<p><img src="&quot;&gt;&lt;script&gt;" alt="x"></p>\n',
    )
  })
})

/** Outside KaTeX's own output only the tags of the subset stand, with the attributes they need. */
function expectSafe(html: string): void {
  const tags = Array.from(html.matchAll(/<(\/?)([a-zA-Z][^\s/>]*)([^>]*)>/g))
  const names = new Set(tags.map((match) => match[2]!.toLowerCase()))
  for (const name of names) expect(allowedTags).toContain(name)
  for (const [, , , attributes] of tags) {
    const rest = attributes!.replace(/\s[\w:-]+="[^"]*"/g, '').replace(/[\s/]/g, '')
    expect(rest).toBe('')
    const own = Array.from(attributes!.matchAll(/\s([\w:-]+)="[^"]*"/g), (match) => match[1]!.toLowerCase())
    for (const name of own) expect(allowedAttributes).toContain(name)
  }
  for (const [, source] of html.matchAll(/\ssrc="([^"]*)"/g))
    expect(source).toMatch(/^\/media\/[A-Za-z0-9._-]+$/)
}

const allowedTags =
  'p br strong em ul ol li img table thead tbody tr th td span svg path line math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle mpadded menclose mphantom mglyph'.split(
    ' ',
  )

const allowedAttributes =
  'src alt class style title aria-hidden xmlns encoding width height viewbox preserveaspectratio d x1 x2 y1 y2 stroke-width display mathvariant stretchy fence separator lspace rspace minsize maxsize accent accentunder linethickness columnalign columnspacing rowspacing rowalign scriptlevel displaystyle mathcolor mathbackground mathsize notation voffset depth symmetric movablelimits start columnlines rowlines side colspan'.split(
    ' ',
  )
