/* The pages of self-assessment. */
import { practiceRunPages } from './run.tsx'
import { practiceStartPages } from './start.tsx'

export const practicePages = [practiceStartPages, practiceRunPages]
