/*
 * The pages of a centre under test: a site with the banks loaded, the people of
 * createWorld, and browsers that are signed in as them.
 */
import { computeStatistics } from '../../server/analytics/compute-statistics.ts'
import { issueCertificates, nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'
import { markSitting } from '../../server/marking/mark-sitting.ts'
import { Browser, createTestSite, type TestSite } from './app.ts'
import type { TestContext } from './context.ts'
import { createWorld, type World } from './world.ts'

export interface CentreSite {
  readonly site: TestSite
  readonly ctx: TestContext
  readonly world: World
  /** A browser signed in with an account of the world: manager, rater, foreign … */
  as(username: string): Promise<Browser>
  /** Runs the jobs that were queued. */
  runJobs(): Promise<void>
}

export async function createCentreSite(): Promise<CentreSite> {
  const site = await createTestSite()
  const ctx = site.ctx as TestContext
  const world = await createWorld(ctx)
  const { secrets, config } = site.contexts
  return {
    site,
    ctx,
    world,
    async as(username) {
      const browser = new Browser(site.app)
      const answer = await browser.post('/api/v1/session', { username, password: '银杏-Quartz-4711-lake' })
      if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
      return browser
    },
    async runJobs() {
      for (const { name, payload } of ctx.queued.splice(0)) {
        if (name === 'mark-sitting') await markSitting(ctx, payload as never)
        else if (name === 'compute-statistics') await computeStatistics(ctx, payload as never)
        else
          await issueCertificates(
            ctx,
            { secrets, publicUrl: config.publicUrl, ...nationalQueryUrls },
            payload as never,
          )
      }
    },
  }
}

/** The text of a page without its markup, for looking at what a person reads. */
export async function textOf(answer: Response): Promise<string> {
  const html = await answer.text()
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}
