// What a dataset measures. The first five are OpenCompass's dimensions; a family may belong to several.

export const dimensions = [
  "language",
  "knowledge",
  "understanding",
  "reasoning",
  "examination",
  "safety",
  "long-text",
  "code",
  "mathematics",
  "instructions",
] as const;

export type Dimension = (typeof dimensions)[number];
