/*
 * A mixed-integer program as sparse rows, neutral of the solver.
 *
 *   minimise cost · x   subject to   rowLower ≤ A x ≤ rowUpper,  lower ≤ x ≤ upper
 *
 * The matrix is built directly: an 8 MB text in LP format takes a solver 2.5 s
 * to parse.
 */
export interface Program {
  readonly columns: number
  readonly rows: number
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** 1 where the variable is whole. */
  readonly integer: Int32Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** Compressed sparse rows. */
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
}

export interface ColumnOptions {
  readonly cost?: number
  readonly lower?: number
  readonly upper?: number
  readonly integer?: boolean
}

export class ProgramBuilder {
  readonly #cost: number[] = []
  readonly #lower: number[] = []
  readonly #upper: number[] = []
  readonly #integer: number[] = []
  readonly #rowLower: number[] = []
  readonly #rowUpper: number[] = []
  readonly #starts: number[] = [0]
  readonly #indices: number[] = []
  readonly #values: number[] = []
  /** What each row stands for, beside the program: read when a conflict is put into words. */
  readonly labels: string[] = []

  get columns(): number {
    return this.#cost.length
  }

  /** Adds a variable and returns its number; without bounds it is 0 … ∞. */
  column({ cost = 0, lower = 0, upper = Number.POSITIVE_INFINITY, integer = false }: ColumnOptions): number {
    this.#cost.push(cost)
    this.#lower.push(lower)
    this.#upper.push(upper)
    this.#integer.push(integer ? 1 : 0)
    return this.#cost.length - 1
  }

  addCost(column: number, cost: number): void {
    this.#cost[column] = this.#cost[column]! + cost
  }

  /** Adds a row; a column must not stand in it twice. */
  row(
    label: string,
    lower: number,
    upper: number,
    indices: readonly number[],
    values: readonly number[],
  ): number {
    for (let k = 0; k < indices.length; k++) {
      if (values[k] === 0) continue
      this.#indices.push(indices[k]!)
      this.#values.push(values[k]!)
    }
    this.#starts.push(this.#indices.length)
    this.#rowLower.push(lower)
    this.#rowUpper.push(upper)
    this.labels.push(label)
    return this.#rowLower.length - 1
  }

  build(): Program {
    return {
      columns: this.#cost.length,
      rows: this.#rowLower.length,
      cost: Float64Array.from(this.#cost),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      integer: Int32Array.from(this.#integer),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      starts: Int32Array.from(this.#starts),
      indices: Int32Array.from(this.#indices),
      values: Float64Array.from(this.#values),
    }
  }
}
