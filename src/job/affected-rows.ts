// Which rows a failed task has no answer to.

export interface AffectedRows {
  failed: number;
  /** Rows that were not asked, or whose answer never came. */
  unanswered: number;
  of: number;
  /** The lowest failed rows. */
  first: number[];
}

const named = 8;

export function affectedRows(failedRows: Iterable<number>, answered: number, of: number): AffectedRows {
  const failed = [...failedRows].sort((a, b) => a - b);
  return { failed: failed.length, unanswered: of - answered - failed.length, of, first: failed.slice(0, named) };
}

/** "3 of 8 failed (0, 4, 7)", "5 of 8 unanswered". */
export function describeAffected({ failed, unanswered, of, first }: AffectedRows): string {
  const more = failed > first.length ? ", …" : "";
  const parts = [
    failed > 0 ? `${failed} failed (${first.join(", ")}${more})` : "",
    unanswered > 0 ? `${unanswered} unanswered` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? `all ${of} answered` : `${parts.join(", ")} of ${of}`;
}
