/*
 * The exam page: finds out where the candidate stands and shows the screen for it.
 *
 * Works with the network cut: the service worker brings the page, the journal
 * the paper and the answers; what was answered is sent when the line is back.
 */
import { h, replaceChildren } from './exam-paper/dom.ts'
import { getOverview, signOut, startOrResume, workFor } from './exam-paper/exam-api.ts'
import { ExamSession, type SessionEvents } from './exam-paper/exam-session.ts'
import { Journal } from './exam-paper/journal.ts'
import { drawMessage } from './exam-paper/message-screen.ts'
import { PaperScreen } from './exam-paper/paper-screen.ts'
import { drawStartScreen } from './exam-paper/start-screen.ts'
import { currentLanguage, setLanguage, t } from './exam-paper/texts.ts'
import { type Overview, type Paper, sittingKey } from './exam-paper/types.ts'

const root = document.getElementById('exam')!
const finalWaitSeconds = 20
const retryHandInSeconds = 3

let journal: Journal
let session: ExamSession | undefined
let screen: PaperScreen | undefined
let leaveStart: (() => void) | undefined
let timeIsUp = false

setLanguage(document.documentElement.lang.startsWith('en') ? 'en' : 'zh')
void open()

async function open(): Promise<void> {
  replaceChildren(root, h('p', { class: 'loading' }, t('loading')))
  journal ??= await Journal.open()
  void installWorker()
  const reply = await getOverview()
  if (reply.kind === 'ok') return arrive(reply.value)
  if (reply.kind === 'refused' && reply.status === 401) return showSignedOut()
  const kept = await journal.currentPaper()
  if (!kept) return showCannotLoad(reply.kind === 'offline' ? t('cannotLoadOffline') : t('cannotLoad'))
  // The network is cut: go on with what this machine has.
  workFor(kept.sitting)
  const resumed = makeSession(kept.sitting, kept.overview, kept.paper)
  resumed.clock.recall(kept.deadline, kept.graceSeconds, kept.wallSkew)
  resumed.sender.setLine('offline')
  await showPaper(resumed, false)
}

async function arrive(overview: Overview): Promise<void> {
  const sitting = sittingKey(overview)
  await journal.takeSeat(sitting)
  switch (overview.sitting?.state) {
    case undefined:
      return showStart(overview)
    case 'open': {
      const refused = await enter(overview)
      return refused === undefined ? undefined : showCannotLoad(refused)
    }
    case 'cancelled':
      return show(drawMessage(t('cancelledTitle'), [t('cancelledText')]))
    case 'submitted': {
      const lost = (await journal.entries(sitting)).filter((entry) => !entry.sent)
      return lost.length > 0
        ? showClosed(lost.map((entry) => entry.number))
        : location.replace('/exam/receipt')
    }
  }
}

/** Starts or resumes. Returns what the person should read when it did not work. */
async function enter(overview: Overview): Promise<string | undefined> {
  workFor(sittingKey(overview))
  const reply = await startOrResume()
  if (reply.kind === 'refused') {
    if (reply.problem.code === 'sitting-closed') location.replace('/exam/receipt')
    return currentLanguage() === 'zh' ? reply.problem.detail : reply.problem.detailEn
  }
  if (reply.kind !== 'ok') return reply.kind === 'offline' ? t('offlineBannerNone') : t('busyBanner')
  const entered = makeSession(sittingKey(overview), overview, reply.value)
  entered.clock.learn(reply.value.clock, reply.tookMilliseconds)
  await showPaper(entered, true)
  keepPictures(reply.value)
  return undefined
}

function makeSession(
  sitting: string,
  overview: Overview,
  paper: Pick<Paper, 'delivery' | 'answers'>,
): ExamSession {
  const events: SessionEvents = {
    onAnswer: (number) => screen?.updateAnswer(number),
    onLine: () => screen?.updateLine(),
    onDeadlineMoved: (deadline) => screen?.deadlineMoved(deadline),
    onSeatTaken: () => {
      screen?.close()
      session = undefined
      for (const dialog of document.querySelectorAll('dialog')) dialog.remove()
      show(
        drawMessage(t('signedOutTitle'), [t('signedOutText')], [{ text: t('signInAgain'), href: '/exam' }]),
      )
    },
    onClosed: (lost) => (lost.length > 0 ? showClosed(lost) : location.replace('/exam/receipt')),
  }
  return new ExamSession(sitting, overview, paper, journal, events)
}

async function showPaper(next: ExamSession, fresh: boolean): Promise<void> {
  session = next
  await next.begin(fresh)
  drawPaper(0)
}

function drawPaper(section: number): void {
  if (!session) return
  screen?.close()
  screen = new PaperScreen(session, {
    switchLanguage: () => {
      const at = screen?.section ?? 0
      switchLanguage()
      drawPaper(at)
    },
    onTimeUp: () => void timeUp(),
  })
  if (section > 0) screen.show(section)
  show(screen.element)
}

/** Time is up: nothing more is taken here; the rest is sent, then handed in. */
async function timeUp(): Promise<void> {
  if (timeIsUp || !session || !screen) return
  timeIsUp = true
  screen.lock()
  const dialog = h('dialog', { class: 'dialog' })
  const text = h('p', {}, t('timeUpText'))
  dialog.append(h('h2', {}, t('timeUpTitle')), text)
  dialog.addEventListener('cancel', (event) => event.preventDefault())
  for (const other of document.querySelectorAll('dialog')) other.close()
  document.body.append(dialog)
  dialog.showModal()
  for (;;) {
    const refused = await session.handIn(finalWaitSeconds)
    if (refused === undefined) return
    if (!session.clock.isOver()) {
      // More time was granted at the last moment.
      timeIsUp = false
      dialog.remove()
      return drawPaper(screen.section)
    }
    const count = session.book.unsent().length
    text.textContent = count > 0 ? t('timeUpOffline', { count }) : t('timeUpText')
    await new Promise((resume) => setTimeout(resume, retryHandInSeconds * 1000))
  }
}

function showStart(overview: Overview): void {
  leaveStart?.()
  const { element, close } = drawStartScreen(overview, {
    start: async () => {
      const refused = await enter(overview)
      if (refused === undefined) close()
      return refused
    },
    signOut: async () => {
      await journal.leaveSeat(sittingKey(overview))
      await signOut()
      location.replace('/exam')
    },
    switchLanguage: () => {
      switchLanguage()
      showStart(overview)
    },
  })
  leaveStart = close
  show(element)
}

async function showSignedOut(): Promise<void> {
  const sitting = journal.currentSitting()
  const unsent = sitting === null ? [] : (await journal.entries(sitting)).filter((entry) => !entry.sent)
  const texts = [t('signedOutText')]
  if (unsent.length > 0) texts.push(t('signedOutUnsent', { count: unsent.length }))
  show(drawMessage(t('signedOutTitle'), texts, [{ text: t('signInAgain'), href: '/exam' }]))
}

function showClosed(lost: readonly number[]): void {
  screen?.close()
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove()
  const positions = lost.map(
    (number) => session?.items.find(({ item }) => item.number === number)?.position ?? number,
  )
  const texts = [t('closedText')]
  if (lost.length > 0) texts.push(t('closedLost', { numbers: positions.join('、') }))
  show(drawMessage(t('closedTitle'), texts, [{ text: t('showReceipt'), href: '/exam/receipt' }]))
}

function showCannotLoad(text: string): void {
  show(drawMessage(t('cannotLoad'), [text], [{ text: t('retry'), onclick: () => void open() }]))
}

function show(element: HTMLElement): void {
  document.title = t('pageTitle')
  replaceChildren(root, element)
}

/** The page stays as it is; the choice is kept for the next one. */
function switchLanguage(): void {
  setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh')
  void fetch(`/exam/paper?lang=${currentLanguage()}`).catch(() => {})
}

async function installWorker(): Promise<void> {
  const script = root.dataset.worker
  if (!script || !('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(script, { scope: '/exam/' }).catch(() => {})
}

/** The pictures of the paper, for a reload with the network cut. */
async function keepPictures({ delivery }: Paper): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const found = JSON.stringify(delivery).match(/\/media\/[0-9a-f]{64}\.\w+/g) ?? []
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ keep: [...new Set(found)] })
}
