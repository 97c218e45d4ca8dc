/*
 * Writes types/documents.ts from the schemas: `npm run generate`.
 *
 * The schemas are the source; nobody edits the output, and a test fails when it
 * is stale.
 */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { compile } from 'json-schema-to-typescript'
import { publishedSchemas } from '../schemas.ts'
import { bundleSchemas } from './bundle.ts'

export const documentsPath = new URL('./documents.ts', import.meta.url)

const banner = `/*
 * The documents of the contract as types. Generated from schemas/v1 by \`npm run generate\`; do not edit.
 */`

/** The text of types/documents.ts. */
export async function generateTypes(): Promise<string> {
  const text = await compile(bundleSchemas(publishedSchemas) as never, 'Documents', {
    bannerComment: banner,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { semi: false, singleQuote: true, printWidth: 110, trailingComma: 'all', bracketSpacing: true },
  })
  return withoutRoot(text)
}

/** The generator wants a root type and notes why it prints the others; both are noise to a reader. */
function withoutRoot(text: string): string {
  return text
    .replace(/export interface Documents \{\}\n+/, '')
    .replace(/(\n *\*)?\n *\* This interface was referenced by [^\n]*\n *\* via the [^\n]*/g, '')
    .replace(/ *\/\*\*\n *\*\/\n/g, '')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(documentsPath, await generateTypes())
}
