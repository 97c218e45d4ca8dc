/* The pages of standards, in the order of their addresses. */
import { standardListPages } from './list.tsx'
import { standardPages } from './standard.tsx'

export const standardsPages = [standardListPages, standardPages]
