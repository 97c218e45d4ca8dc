/*
 * Jobs by pg-boss on the same database: enqueued in the transaction of the
 * change that causes them, so that neither can happen without the other.
 */
import { fromKysely, PgBoss } from 'pg-boss'
import type { Log } from '../kernel/log.ts'
import type { Trx } from './database.ts'

/** Every queue and what its jobs carry. A stage downstream registers the handler. */
export interface JobPayloads {
  'mark-sitting': { batchId: string; admissionNo: string }
  'issue-certificates': { batchId: string; actor: string }
  'compute-statistics': { batchId: string }
}
export type JobName = keyof JobPayloads

export const jobNames: readonly JobName[] = ['mark-sitting', 'issue-certificates', 'compute-statistics']

export interface Jobs {
  enqueue<N extends JobName>(trx: Trx, name: N, payload: JobPayloads[N]): Promise<void>
}

export type JobHandlers = { readonly [N in JobName]: (payload: JobPayloads[N]) => Promise<void> }

export interface JobRunner extends Jobs {
  /** Starts taking jobs; several processes may. */
  work(handlers: JobHandlers): Promise<void>
  /** Lets running jobs end, then stops. */
  stop(): Promise<void>
}

export async function startJobs(url: string, log: Log): Promise<JobRunner> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: 4,
    application_name: 'liangcai-boss',
  })
  boss.on('error', (error) => log.error({ error: String(error) }, 'job queue'))
  await boss.start()
  for (const name of jobNames)
    await boss.createQueue(name, {
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 300,
    })
  return {
    async enqueue(trx, name, payload) {
      await boss.send(name, payload, { db: fromKysely(trx) })
    },
    async work(handlers) {
      for (const name of jobNames) {
        await boss.work(
          name,
          { batchSize: 1, pollingIntervalSeconds: 0.5, localConcurrency: name === 'mark-sitting' ? 2 : 1 },
          async (jobs) => {
            for (const job of jobs) await (handlers[name] as (payload: unknown) => Promise<void>)(job.data)
          },
        )
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 8000 }),
  }
}
