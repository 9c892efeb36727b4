// What a config takes from its surroundings instead of holding it: keys, and places that differ between machines.

import { OcLocalError } from "../core/errors.ts";

/** The value of an environment variable. @throws OcLocalError CONFIG where it is not set and there is no other value. */
export function env(name: string, otherwise?: string): string {
  const value = process.env[name] ?? "";
  if (value !== "") return value;
  if (otherwise !== undefined) return otherwise;
  throw new OcLocalError("CONFIG", `the environment variable ${name} is not set`, {
    hint: `set it (export ${name}=…), or name another value in the config: env("${name}", "…")`,
  });
}
