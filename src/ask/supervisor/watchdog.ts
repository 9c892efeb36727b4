// Tells when nothing has happened for too long. It counts its own ticks instead of reading a clock: a machine that slept or a
// supervisor that was suspended is no standstill.

/** Of a limit, and at least one a minute: a timer holds no more than 24 days. */
const ticksPerLimit = 20;
const mostMsPerTick = 60_000;

export interface Watchdog {
  /** Something happened. */
  step(): void;
  end(): void;
  /** Set once it has fired. */
  readonly firedAfterSeconds: number | undefined;
}

export function watchForStandstill(limitSeconds: number, onStandstill: () => void): Watchdog {
  const msPerTick = Math.min((limitSeconds * 1000) / ticksPerLimit, mostMsPerTick);
  const limitTicks = Math.round((limitSeconds * 1000) / msPerTick);
  let ticks = 0;
  let firedAfterSeconds: number | undefined;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks <= limitTicks || firedAfterSeconds !== undefined) return;
    firedAfterSeconds = limitSeconds;
    onStandstill();
  }, msPerTick);
  return {
    step: () => {
      ticks = 0;
    },
    end: () => clearInterval(timer),
    get firedAfterSeconds() {
      return firedAfterSeconds;
    },
  };
}
