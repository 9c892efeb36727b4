// Colours of a text for people, decided by who prints: on a terminal `styleText`, elsewhere nothing.

export type PaintStyle = "bold" | "dim" | "red" | "green" | "yellow" | "cyan" | "inverse";

export interface Paint {
  /** False: what colours would say needs signs. */
  readonly hasColours: boolean;
  (style: PaintStyle, text: string): string;
}

export const plainPaint: Paint = Object.assign((_style: PaintStyle, text: string) => text, { hasColours: false });
