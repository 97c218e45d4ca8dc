/* What a person sees when a page refuses or breaks. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../api/door.ts'
import type { Problem } from '../api/problem.ts'
import { renderPage } from './layout.tsx'
import { texts } from './messages/define-messages.ts'
import { shellMessages } from './messages/shell.ts'

export async function answerWithPage(c: AppContext, problem: Problem): Promise<Response> {
  const lang = c.get('lang') ?? 'zh'
  const t = texts(lang, shellMessages)
  const key = `error.${problem.status}` as 'error.404'
  const title = key in shellMessages ? t(key) : t('errorTitle')
  return renderPage(
    c,
    { title, status: problem.status as ContentfulStatusCode },
    <div class="container-tight py-4">
      <div class="empty">
        <div class="empty-header">{problem.status}</div>
        <h1 class="empty-title">{title}</h1>
        <p class="empty-subtitle text-secondary wrap-anywhere">
          {lang === 'zh' ? problem.detail : problem.detailEn}
        </p>
        <p class="text-secondary small">
          {t('errorNumber')} {problem.requestId} · {problem.code}
        </p>
        <div class="empty-action">
          <a href="/" class="btn btn-primary">
            {t('backHome')}
          </a>
        </div>
      </div>
    </div>,
  )
}
