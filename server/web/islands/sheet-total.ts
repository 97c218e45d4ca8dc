/* The running total of a deduction sheet while it is filled in. What counts is computed when it is saved. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sheet]')) {
  const show = () => {
    let total = 0
    for (const line of form.querySelectorAll<HTMLElement>('[data-line]')) {
      let lost = 0
      for (const input of line.querySelectorAll<HTMLInputElement>('input[data-each]')) {
        const count = Math.max(0, Math.floor(Number(input.value) || 0))
        lost += Number(input.dataset.each) * Math.min(count, Number(input.dataset.times))
      }
      const left = Math.max(0, Number(line.dataset.line) - lost)
      total += left
      const cell = line.querySelector('[data-score]')
      if (cell) cell.textContent = String(Math.round(left * 100) / 100)
    }
    const output = form.querySelector('[data-total]')
    if (output) output.textContent = String(Math.round(total * 100) / 100)
    const veto = form.querySelector<HTMLElement>('[data-veto]')
    if (veto) veto.hidden = form.querySelector('input[name="veto"]:checked') === null
  }
  form.addEventListener('input', show)
  show()
}
