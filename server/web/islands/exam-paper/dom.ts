/*
 * Makes elements. Text is text: only the paper's own HTML, which the server
 * rendered from checked sources, is set as HTML.
 */
type Child = Node | string | number | null | undefined | false

export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: never) => void)
}

/** h('button', { class: 'x', onclick: f, 'aria-pressed': true }, 'text') */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value)
  for (const child of children)
    if (child !== null && child !== undefined && child !== false)
      element.append(child instanceof Node ? child : String(child))
  return element
}

export function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
  else if (value === undefined || value === false) element.removeAttribute(name)
  else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value))
}

/** The paper's own HTML. */
export function paperHtml(html: string, className: string): HTMLElement {
  const element = h('div', { class: className })
  element.innerHTML = html
  return element
}

export function replaceChildren(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(
    ...children
      .filter((child) => child !== null && child !== undefined && child !== false)
      .map((child) => (child instanceof Node ? child : String(child))),
  )
}
