// How long a piece of work computes: other processes of a busy machine do not count.

/** Seconds of processor time that this process spends on it. */
export async function cpuSecondsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
