/** What is wrong with a document, and where. The core returns issues; it never throws for bad data. */
export interface Issue {
  /** schema/<keyword> or lint/<rule>. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** JSON Pointer (RFC 6901) into the document; '' is the whole document. */
  readonly pointer: string
  readonly message: { readonly zh: string; readonly en: string }
  /** The file the pointer points into, when more than one document is checked together. */
  readonly file?: string
}

/** A JSON Pointer from its reference tokens: pointer('options', 2) is '/options/2'. */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
