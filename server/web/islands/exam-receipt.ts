/*
 * The receipt page: printing and signing out.
 */
document.getElementById('print-receipt')?.addEventListener('click', () => print())

document.getElementById('sign-out')?.addEventListener('click', async () => {
  await fetch('/api/v1/exam/session', { method: 'DELETE', credentials: 'same-origin' }).catch(() => {})
  location.replace('/exam')
})
