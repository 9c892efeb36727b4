// Preloaded: in the inference process the addon takes for ever to load, as weights on a disk that does not answer do.

if (process.argv[1]?.includes("host")) {
  const load = process.dlopen;
  process.dlopen = (module, path, ...rest) => {
    if (!path.endsWith("oc_llama.node")) return load.call(process, module, path, ...rest);
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}
