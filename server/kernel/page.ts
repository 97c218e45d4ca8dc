/** One page of a list: offset paging, at most 200 rows. */
export interface PageRequest {
  readonly page: number
  readonly size: number
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly page: number
  readonly size: number
  readonly total: number
}

export const offsetOf = ({ page, size }: PageRequest): number => (page - 1) * size
