// Protobuf messages as lists of fields, so that what is not understood is written back as it was. Large fields of a file are
// left on disk: the weights of a model are never read through JavaScript.

import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Bytes of a field: in memory, or a place in the file. */
export interface Field {
  number: number;
  type: WireType;
  bytes: Uint8Array;
}

/** @throws RangeError or Error of the reader where the bytes are no message. */
export function readFields(bytes: Uint8Array): Field[] {
  const reader = new BinaryReader(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    fields.push({ number, type, bytes: type === WireType.LengthDelimited ? reader.bytes() : skipPlain(reader, type) });
  }
  return fields;
}

/** A number's bytes. Groups, which may lie in each other without end, are in no such file. */
export function skipPlain(reader: BinaryReader, type: WireType): Uint8Array {
  if (type === WireType.StartGroup || type === WireType.EndGroup) throw new RangeError("a group where a field is due");
  return reader.skip(type);
}

export function writeFields(fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const { number, type, bytes } of fields) {
    writer.tag(number, type);
    if (type === WireType.LengthDelimited) writer.bytes(bytes);
    else writer.raw(bytes);
  }
  return writer.finish();
}

export function bytesField(number: number, bytes: Uint8Array): Field {
  return { number, type: WireType.LengthDelimited, bytes };
}

export function textField(number: number, text: string): Field {
  return bytesField(number, Buffer.from(text));
}

export function intField(number: number, value: number): Field {
  return { number, type: WireType.Varint, bytes: new BinaryWriter().int64(value).finish() };
}

export function messageField(number: number, fields: readonly Field[]): Field {
  return bytesField(number, writeFields(fields));
}

export function textsOf(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => Buffer.from(bytes).toString());
}

export function textOf(fields: readonly Field[], number: number): string {
  return textsOf(fields, number).at(-1) ?? "";
}

export function intOf(fields: readonly Field[], number: number): number {
  return intsOf(fields, number).at(-1) ?? 0;
}

/** Sizes of a tensor, or a number: nothing that is read here has more. */
const mostInts = 1024;

/** Repeated integers, packed or not. */
export function intsOf(fields: readonly Field[], number: number): number[] {
  const values: number[] = [];
  for (const { bytes, ...field } of fields) {
    if (field.number !== number) continue;
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      if (values.length === mostInts) throw new RangeError(`more than ${mostInts} integers where sizes are due`);
      values.push(Number(reader.int64()));
    }
  }
  return values;
}

export function messagesOf(fields: readonly Field[], number: number): Uint8Array[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => bytes);
}
