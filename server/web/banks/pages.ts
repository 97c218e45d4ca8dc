/* The pages of banks, in the order of their addresses. */
import { bankPages } from './bank.tsx'
import { bankListPages } from './list.tsx'
import { pointPages } from './point.tsx'
import { syllabusPages } from './syllabus.tsx'
import { taskPages } from './task.tsx'

export const banksPages = [bankListPages, bankPages, syllabusPages, pointPages, taskPages]
