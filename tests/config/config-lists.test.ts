import { expect, test } from "vitest";
import { loadConfigFile } from "../../src/config/load-file.ts";
import { failure, tempFolder } from "../data/temp-folder.ts";

const folder = await tempFolder();

test.each<[field: string, config: object, message: RegExp]>([
  ["models that are no list", { models: 3 }, /models: expected array/],
  ["datasets that are no list", { datasets: true }, /datasets: expected array/],
  ["an entry that is nothing", { models: ["oc_tiny", null] }, /models\[1\]/],
  ["a work dir that is no text", { workDir: 3 }, /workDir: expected string/],
])("a config file with %s is refused with the field's name", async (_field, config, message) => {
  await folder.write("bad.json", JSON.stringify(config));
  const { code, message: found } = await failure(loadConfigFile("bad.json", folder.path), folder);
  expect(code).toBe("CONFIG");
  expect(found).toMatch(message);
});
