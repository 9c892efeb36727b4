// Loaded before a program: writes down to whom it connects, into the file that OC_HOSTILE_CONNECTS names.

import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";

const file = process.env.OC_HOSTILE_CONNECTS;
subscribe("net.client.socket", ({ socket }) => {
  socket.once("lookup", (_error, address, _family, host) => note(`${host} ${address}`));
  socket.once("connect", () => note(`${socket.remoteAddress}:${socket.remotePort}`));
  note("a socket was opened");
});

function note(text) {
  if (file !== undefined) appendFileSync(file, `${text}\n`);
}
