// A named part of a config: `{ type: "fix-k", fixIdList: [0, 1] }`. `type` is the file name of the part in its folder
// (the folder is the registry) or, in a TypeScript config, the factory itself; every other key is an option of the part.

export type PartFactory = (...args: never[]) => unknown;

export interface PartSpec<Type extends string | PartFactory = string | PartFactory> {
  type: Type;
  [option: string]: unknown;
}
