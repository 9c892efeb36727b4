// A protobuf message made hostile: a field somewhere in it is left out, repeated, or holds something else.

import { WireType } from "@bufbuild/protobuf/wire";
import {
  bytesField,
  type Field,
  intField,
  readFields,
  textField,
  writeFields,
} from "../../src/engines/onnx/graph/wire.ts";
import { chance, type Draw, pick, sizeUpTo } from "./draw.ts";
import { hostileText } from "./hostile-values.ts";

/** @param mostRepeats Of a field. */
export function mutateMessage(draw: Draw, bytes: Uint8Array, mostRepeats: number): Uint8Array {
  const fields = readFields(bytes);
  if (fields.length === 0) return bytes;
  const at = draw(fields.length);
  const field = fields[at] as Field;
  const inner = chance(draw, 5) ? undefined : messageIn(field);
  if (inner === undefined) fields.splice(at, 1, ...changed(draw, field, mostRepeats));
  else fields[at] = { ...field, bytes: mutateMessage(draw, inner, mostRepeats) };
  return writeFields(fields);
}

/** Bytes that could be a message are taken for one: often they are. */
function messageIn({ type, bytes }: Field): Uint8Array | undefined {
  if (type !== WireType.LengthDelimited || bytes.length === 0) return undefined;
  try {
    return readFields(bytes).some(({ number }) => number > 30) ? undefined : bytes;
  } catch (error) {
    if (error instanceof RangeError || error instanceof Error) return undefined;
    throw error;
  }
}

const integers = [0, 1, -1, 127, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53, -(2 ** 40)];

function changed(draw: Draw, field: Field, mostRepeats: number): Field[] {
  switch (draw(7)) {
    case 0:
      return [];
    case 1:
      return Array.from({ length: sizeUpTo(draw, mostRepeats) }, () => field);
    case 2:
      return [intField(field.number, pick(draw, integers))];
    case 3:
      return [field, textField(1 + draw(30), hostileText(draw))];
    case 4:
      return [bytesField(field.number, Buffer.alloc(sizeUpTo(draw, 100_000), pick(draw, [0, 0x0a, 0xff])))];
    default:
      return [textField(field.number, hostileText(draw))];
  }
}
