/*
 * A block is a piece of the marginal likelihood with parameters of its own:
 * an item, or the ability distribution. Expectation, acceleration and
 * standard errors see only blocks, so that a new model is one new block.
 *
 * A block has categories; a person falls into one of them (the score on the
 * item, the group of the population) or into none (not administered). Tables
 * are category-major: value of category c at node q is at [c · nodes + q].
 */
export interface Block {
  readonly categories: number
  readonly parameters: number
  /** Writes ln P(category | θ) into `out` at `offset`. */
  logProbabilities(x: Float64Array, theta: Float64Array, out: Float64Array, offset: number): void
  /** Gradient of ln P in the parameters: value of parameter p at [(c · nodes + q) · parameters + p]. */
  scores(x: Float64Array, theta: Float64Array): Float64Array
  /** Parameters that maximise Σ counts · ln P (+ ln prior), starting at x. */
  maximise(x: Float64Array, counts: Float64Array, theta: Float64Array): Float64Array
  /** −(second derivative) of Σ counts · ln P (+ ln prior), parameters × parameters. */
  information(x: Float64Array, counts: Float64Array, theta: Float64Array): Float64Array
  /** ln prior density up to a constant, and its gradient. */
  logPrior(x: Float64Array): number
  priorScores(x: Float64Array): Float64Array
  /** False when x is outside the parameter space. */
  admissible(x: Float64Array): boolean
}
