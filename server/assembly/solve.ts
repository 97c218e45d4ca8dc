/*
 * Runs one program through HiGHS, synchronously. The only place that imports it.
 *
 * Limits are counts (nodes), never seconds: a wall-clock limit would give
 * another form on another machine. Whoever must stop a run that takes too long
 * kills the worker it runs in (solver.ts) and gets no form at all.
 */
import highsModule, { type Highs } from 'highs'
import type { Program } from './program.ts'

export interface SolveOptions {
  /** Seed of the solver's own tie-breaking. */
  readonly seed: number
  /** Branch-and-bound nodes, at most. */
  readonly maxNodes?: number
  /** Stop when the best solution is within this much of the bound. Prefer it to the relative gap: an optimum near 0 makes that meaningless. */
  readonly absoluteGap?: number
  readonly relativeGap?: number
  /** Share of the effort spent on looking for solutions instead of proving (0 … 1). */
  readonly heuristicEffort?: number
  /** Solutions after which to stop. */
  readonly maxSolutions?: number
  /** Ignore that variables are whole: the linear relaxation, with its duals. */
  readonly relax?: boolean
  /** Values to start from, one a column. */
  readonly start?: Float64Array
}

export interface Outcome {
  /** stopped: a limit was reached before any solution was found. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  readonly objective: number
  /** No solution is better than this. */
  readonly bound: number
  readonly nodes: number
  readonly values: Float64Array
  /** Reduced costs; only of a relaxation. */
  readonly reducedCosts?: Float64Array
  /** Prices of the rows; only of a relaxation. */
  readonly rowDuals?: Float64Array
}

// The package declares a CommonJS default; under ES modules the function itself is imported.
const loadHighs = highsModule as unknown as typeof highsModule.default

export type Solve = (program: Program, options: SolveOptions) => Outcome

export async function loadSolver(): Promise<Solve> {
  const highs = await loadHighs()
  return (program, options) => solveProgram(highs, program, options)
}

type HighsModel = ReturnType<Highs['createModel']>

function solveProgram(highs: Highs, program: Program, options: SolveOptions): Outcome {
  const model = highs.createModel(modelData(highs, program, options.relax ?? false))
  try {
    model.options.set(highsOptions(options))
    if (options.start) model.setSolution({ colValue: options.start })
    model.run()
    return readOutcome(highs, model, options)
  } finally {
    model.dispose()
  }
}

function modelData(highs: Highs, program: Program, relax: boolean) {
  const { columns, rows, starts, indices, values } = program
  return {
    numCols: columns,
    numRows: rows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: program.cost,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: { format: 'csr' as const, numRows: rows, numCols: columns, starts, indices, values },
    ...(relax ? {} : { integrality: program.integer }),
  }
}

function highsOptions(options: SolveOptions): Record<string, string | number | boolean> {
  return {
    output_flag: false,
    random_seed: options.seed & 0x7fffffff,
    mip_max_nodes: options.maxNodes ?? 2 ** 31 - 1,
    mip_abs_gap: options.absoluteGap ?? 1e-6,
    mip_rel_gap: options.relativeGap ?? 0,
    mip_heuristic_effort: options.heuristicEffort ?? 0.05,
    mip_max_improving_sols: options.maxSolutions ?? 2 ** 31 - 1,
  }
}

function readOutcome(highs: Highs, model: HighsModel, options: SolveOptions): Outcome {
  const status = model.getModelStatus()
  const { infeasible, optimal, unboundedOrInfeasible } = highs.constants.modelStatus
  if (status === infeasible || status === unboundedOrInfeasible) {
    return {
      status: 'infeasible',
      objective: Number.NaN,
      bound: Number.NaN,
      nodes: 0,
      values: new Float64Array(),
    }
  }
  const found = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
  const nodes = Math.max(0, Number(model.info.get('mip_node_count')))
  if (!found) {
    return {
      status: 'stopped',
      objective: Number.NaN,
      bound: Number(model.info.get('mip_dual_bound')),
      nodes,
      values: new Float64Array(),
    }
  }
  const solution = model.getSolution()
  const objective = model.getObjectiveValue()
  return {
    status: status === optimal ? 'optimal' : 'feasible',
    objective,
    bound: options.relax ? objective : Number(model.info.get('mip_dual_bound')),
    nodes,
    values: solution.colValue,
    reducedCosts: options.relax ? solution.colDual : undefined,
    rowDuals: options.relax ? solution.rowDual : undefined,
  }
}
