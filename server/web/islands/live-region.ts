/*
 * Keeps a region of the page up to date: <div data-live="10" id="…"> is fetched
 * again every so many seconds from the page's own address. Only that region is
 * replaced, so that what is typed elsewhere stays. When the line is cut the
 * region goes grey until it is back.
 */
for (const region of document.querySelectorAll<HTMLElement>('[data-live][id]')) keepLive(region)

function keepLive(region: HTMLElement): void {
  const seconds = Number(region.dataset.live) || 10
  const again = () => window.setTimeout(update, seconds * 1000)

  async function update(): Promise<void> {
    if (document.visibilityState === 'visible') {
      try {
        const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const fresh = page.getElementById(region.id)
        if (fresh && fresh.innerHTML !== region.innerHTML) region.innerHTML = fresh.innerHTML
        region.style.opacity = ''
      } catch {
        region.style.opacity = '0.5'
      }
    }
    again()
  }
  again()
}
