/** {{name}} and {{name:2}} in the texts of a model. {{key}} is the key as printed, without its unit. */
import type { BigNumber } from 'mathjs'
import { printFixed, printPlain } from './print-number.ts'

const placeholder = /\{\{([A-Za-z][A-Za-z0-9_]*)(?::(\d))?\}\}/g

/** Names a text uses. */
export function namesIn(text: string): string[] {
  return Array.from(text.matchAll(placeholder), (match) => match[1]!)
}

/** Braces that look like a placeholder but are none, such as {{U:2位}}. */
export function brokenPlaceholders(text: string): string[] {
  return Array.from(text.replace(placeholder, '').matchAll(/\{\{[A-Za-z][^{}]*\}\}/g), (match) => match[0])
}

/** The text with its values. Unknown names stay; checkModel reports them. */
export function filled(text: string, values: ReadonlyMap<string, BigNumber>, key: string): string {
  return text.replace(placeholder, (whole, name: string, decimals?: string) => {
    const value = values.get(name)
    if (value === undefined) return name === 'key' ? key : whole
    return decimals === undefined ? printPlain(value) : printFixed(value, Number(decimals))
  })
}
