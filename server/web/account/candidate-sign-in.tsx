/* Where a candidate begins: two numbers and one button, no script needed. */
import { Hono } from 'hono'
import { candidateCookie, setCandidateCookie } from '../../api/candidate-session.ts'
import { type AppContext, type Contexts, type Env, readForm } from '../../api/door.ts'
import { findCandidateSession, signOutCandidate } from '../../identity/find-candidate-session.ts'
import type { CandidateActor } from '../../identity/model.ts'
import { signInCandidate } from '../../identity/sign-in-candidate.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findOwnResult } from '../../marking/get-score-run.ts'
import { Alert, Field } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { accountMessages } from '../messages/account.ts'
import { texts } from '../messages/define-messages.ts'

export function candidateSignInPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()

  /** To the exam; once results are published, to the result. */
  const whereTo = async (candidate: CandidateActor) =>
    (await findOwnResult(contexts.exam, candidate)) ? '/exam/result' : '/exam/paper'

  app.get('/exam', async (c) => {
    const candidate = await findCandidateSession(contexts.exam, candidateCookie(c, contexts))
    return candidate ? c.redirect(await whereTo(candidate), 303) : renderForm(c, {})
  })

  app.post('/exam', async (c) => {
    const { admissionNo = '', idNumber = '' } = await readForm(c)
    try {
      const session = await signInCandidate(contexts.exam, contexts, {
        admissionNo: admissionNo.slice(0, 100),
        idNumber: idNumber.slice(0, 100),
        address: c.get('address'),
        userAgent: c.req.header('user-agent'),
      })
      setCandidateCookie(c, contexts, session)
      return c.redirect(await whereTo(session.actor), 303)
    } catch (error) {
      if (error instanceof Refusal) return renderForm(c, { admissionNo, refusal: error })
      throw error
    }
  })

  app.post('/exam/sign-out', async (c) => {
    await signOutCandidate(contexts.exam, candidateCookie(c, contexts))
    setCandidateCookie(c, contexts, undefined)
    return c.redirect('/exam', 303)
  })

  return app
}

function renderForm(c: AppContext, { admissionNo, refusal }: { admissionNo?: string; refusal?: Refusal }) {
  const t = texts(c.get('lang'), accountMessages)
  if (refusal?.kind.status === 429) c.header('retry-after', String(refusal.details.seconds ?? 60))
  return renderPage(
    c,
    { title: t('examTitle'), status: refusal?.kind.status ?? 200 },
    <div class="container-tight py-4">
      <div class="card narrow">
        <div class="card-body">
          <h1 class="h1 text-center mb-3">{t('examTitle')}</h1>
          {refusal ? <Alert tone="danger">{refusal.sentence(c.get('lang'))}</Alert> : null}
          <form method="post" action="/exam" autocomplete="off">
            <Field
              label={t('admissionNo')}
              name="admissionNo"
              value={admissionNo}
              inputmode="numeric"
              autocomplete="off"
              maxlength={40}
              big
              required
              autofocus={!admissionNo}
            />
            <Field
              label={t('idNumber')}
              name="idNumber"
              autocomplete="off"
              maxlength={40}
              hint={t('idHint')}
              big
              required
              autofocus={Boolean(admissionNo)}
            />
            <p class="text-secondary small">{t('examPledge')}</p>
            <button type="submit" class="btn btn-primary btn-lg w-100">
              {t('examButton')}
            </button>
          </form>
        </div>
      </div>
      <p class="text-center text-secondary mt-3">{t('examHelp')}</p>
    </div>,
  )
}
