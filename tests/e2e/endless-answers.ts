// A run that can be broken off: its answers go on until their length is up.

/** A command, without a limit and a work dir. @param datasets Those of the demo whose answers are long. */
export function endlessAnswers(...datasets: ("demo_gsm8k_chat_gen" | "demo_math_chat_gen")[]): string[] {
  return ["eval", "--models", "oc_tiny", "--datasets", ...datasets, "--stop-words", "nothing ends with this"];
}
