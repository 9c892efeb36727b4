// A home, a temporary folder, a working folder and a folder that nothing has a reason to touch, for one input; and what changed
// in them.

import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export class Sandbox {
  readonly #root: string;
  readonly #connects: string;
  #before: ReadonlyMap<string, string> = new Map();

  /** @param root Is made, and emptied first. */
  constructor(root: string) {
    this.#root = root;
    this.#connects = `${root}-connects`;
    rmSync(root, { recursive: true, force: true });
    for (const folder of [this.home, this.temporary, this.outside, this.work]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(this.outside, "canary.txt"), "untouched\n");
    writeFileSync(this.#connects, "");
  }

  /** Deep enough that a few steps up stay inside. */
  get work(): string {
    return join(this.#root, "deep", "deeper", "work");
  }

  get outside(): string {
    return join(this.#root, "deep", "deeper", "outside");
  }

  get home(): string {
    return join(this.#root, "home");
  }

  get temporary(): string {
    return join(this.#root, "tmp");
  }

  get env(): Record<string, string> {
    return { HOME: this.home, TMPDIR: this.temporary, NO_COLOR: "1", OC_HOSTILE_CONNECTS: this.#connects };
  }

  /** What is there now is what the next `changes` compare with. */
  remember(): void {
    this.#before = listing(this.#root);
  }

  /** @param mayWrite Folders below the working folder. @returns Places outside them that came, went or are others. */
  changes(mayWrite: readonly string[]): string[] {
    const own = [".cache/oc-local", ".local/state/oc-local"].map((name) => join(this.home, name));
    const allowed = [...["outputs", ...mayWrite].map((name) => join(this.work, name)), ...own];
    // The way to a folder that may be written to may be made.
    const isAllowed = (place: string) => {
      const path = `${this.#root}/${place}/`;
      return allowed.some((folder) => path.startsWith(`${folder}/`) || `${folder}/`.startsWith(path));
    };
    const now = listing(this.#root);
    const places = new Set([...this.#before.keys(), ...now.keys()]);
    return [...places].filter((place) => this.#before.get(place) !== now.get(place) && !isAllowed(place));
  }

  /** To whom anything connected. */
  get connects(): string[] {
    return readFileSync(this.#connects, "utf8").split("\n").filter(Boolean);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
    rmSync(this.#connects, { force: true });
  }
}

/** Links are not followed. Names need not be text. */
function listing(root: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: Buffer, place: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true, encoding: "buffer" })) {
      const path = Buffer.concat([folder, Buffer.from("/"), entry.name]);
      const name = `${place}${entry.name.toString("latin1")}`;
      const { mode, size, mtimeNs } = lstatSync(path, { bigint: true });
      const target = entry.isSymbolicLink() ? readlinkSync(path) : "";
      found.set(name, entry.isDirectory() ? "folder" : `${mode} ${size} ${mtimeNs} ${target}`);
      if (entry.isDirectory()) walk(path, `${name}/`);
    }
  };
  walk(Buffer.from(root), "");
  return found;
}
