// How an inference process ended that was not meant to, in words.

export interface Standstill {
  afterSeconds: number;
  /** The others went on. */
  isOneOfSeveral: boolean;
}

export interface Death {
  /** "was killed by SIGSEGV (a fault in native code)" */
  how: string;
  /** Its last lines of output. */
  tail: string[];
}

const signalCauses: Record<string, string> = {
  SIGABRT: "native code gave up",
  SIGSEGV: "a fault in native code",
  SIGBUS: "a fault in native code, or a model file that changed while it was read",
  SIGILL: "an instruction that this CPU does not have",
  SIGFPE: "a fault in native code",
  SIGKILL: "the system kills so when memory runs out",
};

/** @param standstill Set when the supervisor killed it because of that. */
export function describeDeath(
  { code, signal }: { code: number | null; signal: NodeJS.Signals | null },
  standstill: Standstill | undefined,
): string {
  if (standstill !== undefined) {
    const { afterSeconds, isOneOfSeveral } = standstill;
    return `${isOneOfSeveral ? "had a worker that " : ""}made no step for ${afterSeconds} s and was killed`;
  }
  if (signal === null) return `ended with exit code ${code}`;
  const cause = signalCauses[signal];
  return `was killed by ${signal}${cause === undefined ? "" : ` (${cause})`}`;
}
