// `oc-local data`: packs of benchmark data come in, are listed and compared with OpenCompass's.

export { importPack } from "./data-packs/import-pack.ts";
export { listData } from "./data-packs/list-data.ts";
export { verifyData } from "./data-packs/verify-data.ts";
