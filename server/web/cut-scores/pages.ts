/* The pages of standard setting. */
import { judgeDeskPages } from './desk.tsx'
import { studyListPages } from './list.tsx'
import { newStudyPages } from './new.tsx'
import { recordPages } from './record.tsx'
import { studyPages } from './study.tsx'

export const cutScorePages = [studyListPages, newStudyPages, studyPages, judgeDeskPages, recordPages]
