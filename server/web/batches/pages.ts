/* The pages of batches; fixed words stand before parameters. */
import { candidatePages } from './candidates.tsx'
import { changeBatchPages } from './change.tsx'
import { dashboardPages } from './dashboard.tsx'
import { formsAndStaffPages } from './forms-and-staff.tsx'
import { batchItemPages } from './items.tsx'
import { batchListPages } from './list.tsx'
import { batchMarkingPages } from './marking.tsx'
import { monitorPages } from './monitor.tsx'
import { newBatchPages } from './new.tsx'
import { batchOverviewPages } from './overview.tsx'
import { candidatePrintPages } from './prints.tsx'
import { batchResultPages } from './results.tsx'
import { scoreRunPages } from './score-run.tsx'
import { sittingPages } from './sitting.tsx'

export const batchesPages = [
  dashboardPages,
  batchListPages,
  newBatchPages,
  batchOverviewPages,
  changeBatchPages,
  candidatePages,
  candidatePrintPages,
  formsAndStaffPages,
  monitorPages,
  sittingPages,
  batchMarkingPages,
  scoreRunPages,
  batchResultPages,
  batchItemPages,
]
