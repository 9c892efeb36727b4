// The checks of the data: the folder that is used, then each shipped dataset in it.

import { listFamilies } from "../../config/catalog.ts";
import { type DataRoot, type DataRootOptions, findDataRoot } from "../../data/data-root.ts";
import { type Check, needs } from "../check.ts";
import { checkDataset } from "./dataset.ts";
import { describeRoot } from "./root.ts";

export function dataChecks(options: DataRootOptions): Check[] {
  let root: Promise<DataRoot> | undefined;
  const find = () => {
    root ??= findDataRoot(options);
    return root;
  };
  const datasets = listFamilies().map(
    (name): Check => ({
      area: "data",
      name,
      run: async () => checkDataset(name, await needs(find(), "folder")),
    }),
  );
  return [{ area: "data", name: "folder", run: async () => describeRoot(await find()) }, ...datasets];
}
