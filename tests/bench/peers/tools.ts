// The tools of llama.cpp that the engine is compared with, and what each is compiled from. Names are those of its releases.

export type PeerName = "llama-bench" | "llama-batched-bench" | "llama-perplexity" | "llama-server";

export interface PeerTool {
  /** Below tools/: every .cpp file in it. */
  folder: string;
  defines: string[];
  /** Written by the bench in place of what llama.cpp's cmake makes or of parts that are never called. */
  generated: { file: string; text: string }[];
  /** Begins of function names that are used but not linked: they end the process when they are called. */
  leftOut: string[];
}

const plain = { defines: [], generated: [], leftOut: [] };

/** The web page that the server would serve: none. Otherwise cmake makes these from a JavaScript project. */
const noPage = [
  {
    file: "ui.h",
    text: `#pragma once
#include <array>
#include <cstddef>
#include <string>
struct llama_ui_asset { std::string name; const unsigned char * data; std::size_t size; std::string etag; std::string type; };
const llama_ui_asset * llama_ui_find_asset(const std::string & name);
bool llama_ui_use_gzip();
const std::array<llama_ui_asset, 0> & llama_ui_get_assets();
`,
  },
  {
    file: "ui.cpp",
    text: `#include "ui.h"
const llama_ui_asset * llama_ui_find_asset(const std::string &) { return nullptr; }
bool llama_ui_use_gzip() { return false; }
const std::array<llama_ui_asset, 0> & llama_ui_get_assets() { static const std::array<llama_ui_asset, 0> none{}; return none; }
`,
  },
];

/** What of tools/mtmd (pictures and sound, 60 files) the server calls for a model of text. */
const textOnly = [
  {
    file: "text-only.cpp",
    text: `#include "mtmd.h"
#include "mtmd-helper.h"
mtmd_helper_init_opt mtmd_helper_init_opt_default() { return {}; }
mtmd_context_params mtmd_context_params_default() { return {}; }
void mtmd_helper_log_set(ggml_log_callback, void *) {}
`,
  },
];

// All four link against the installed libllama, libggml, libggml-base and libllama-common as they are; the last one carries
// cpp-httplib too. Of the server's needs only tools/mtmd is not in them.
export const peerTools: Record<PeerName, PeerTool> = {
  "llama-bench": { folder: "llama-bench", ...plain },
  "llama-batched-bench": { folder: "batched-bench", ...plain },
  "llama-perplexity": { folder: "perplexity", ...plain },
  "llama-server": {
    folder: "server",
    defines: ["LLAMA_SUBPROCESS"], // as libllama-common was compiled: it is part of a class's layout
    generated: [...noPage, ...textOnly],
    leftOut: ["mtmd_"],
  },
};
