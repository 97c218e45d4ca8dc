/* What a paper aims at in difficulty, when nobody says otherwise. */

/** The facility a paper aims at, whole-paper P about 0.65 (facts §3.4). */
export const defaultFacility = 0.65

/**
 * How far a form's expected facility may be from the target: 5 marks of 100,
 * since estimates are no better than that. Inside it forms are kept as near to
 * the target, and above all as near to each other, as the bank allows.
 */
export const defaultFacilityTolerance = 0.05
