/* The pages of analytics. */
import { bankStatisticsPages } from './bank-statistics.tsx'
import { batchStatisticsPages } from './batch-statistics.tsx'
import { itemStatisticsPages } from './item-statistics.tsx'
import { reviewTaskPages } from './review-tasks.tsx'

export const analyticsPages = [
  bankStatisticsPages,
  itemStatisticsPages,
  reviewTaskPages,
  batchStatisticsPages,
]
