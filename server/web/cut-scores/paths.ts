/* Addresses of standard setting. */
export const studiesPath = '/centre/cut-scores'

export const studyPath = (id: string, rest?: 'judge' | 'record' | 'record/print' | 'record.json'): string =>
  `${studiesPath}/${encodeURIComponent(id)}${rest ? `/${rest}` : ''}`
