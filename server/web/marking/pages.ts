/* The pages of raters. */
import { answerPages } from './answers.tsx'
import { markingListPages } from './list.tsx'
import { practicalPages } from './practical.tsx'
import { reviewPages } from './review.tsx'

export const markingPages = [markingListPages, answerPages, practicalPages, reviewPages]
