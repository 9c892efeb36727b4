// Tells when nothing has happened for too long. It counts its own ticks instead of reading a clock: a machine that slept or a
// supervisor that was suspended is no standstill.

const ticksPerLimit = 20;

export interface Watchdog {
  /** Something happened. */
  step(): void;
  end(): void;
  /** Set once it has fired. */
  readonly firedAfterSeconds: number | undefined;
}

export function watchForStandstill(limitSeconds: number, onStandstill: () => void): Watchdog {
  let ticks = 0;
  let firedAfterSeconds: number | undefined;
  const timer = setInterval(
    () => {
      ticks += 1;
      if (ticks <= ticksPerLimit || firedAfterSeconds !== undefined) return;
      firedAfterSeconds = limitSeconds;
      onStandstill();
    },
    (limitSeconds * 1000) / ticksPerLimit,
  );
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
