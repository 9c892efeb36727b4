// What becomes of a prompt that is too long for the model: the part that is cut off, or a refusal.

/** "error": a row whose prompt does not fit is not asked and counts as failed. */
export const truncationSides = ["left", "right", "middle", "error"] as const;

export type TruncationSide = (typeof truncationSides)[number];
