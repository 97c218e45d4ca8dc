/* The pages of assembly; /new stands before /:id. */
import { assemblyPages } from './assembly.tsx'
import { formPages } from './form.tsx'
import { assemblyListPages } from './list.tsx'
import { newAssemblyPages } from './new.tsx'

export const assembliesPages = [assemblyListPages, newAssemblyPages, assemblyPages, formPages]
