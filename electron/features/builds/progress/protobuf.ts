/**
 * As much of protobuf's wire format as the builder speaks, read tolerantly: unknown fields and a cut end are passed over.
 * Source: protobuf.dev, Encoding.
 */
type Value = number | Buffer

/** One message's fields by their numbers; a field that is missing reads as empty, as in proto3. */
export class Message {
  readonly #fields = new Map<number, Value[]>()

  constructor(bytes: Buffer) {
    let at = 0
    const varint = (): number => {
      let value = 0
      for (let scale = 1; at < bytes.length; scale *= 128) {
        const byte = bytes[at++] ?? 0
        value += (byte & 0x7f) * scale
        if (byte < 0x80) return value
      }
      return value
    }
    while (at < bytes.length) {
      const key = varint()
      const number = Math.floor(key / 8)
      let value: Value
      switch (key % 8) {
        case 0: {
          const read = varint()
          // A negative one is written as two's complement in 64 bits.
          value = read >= 2 ** 63 ? read - 2 ** 64 : read
          break
        }
        case 1:
          value = bytes.subarray(at, (at += 8))
          break
        case 2: {
          const length = varint()
          value = bytes.subarray(at, (at += length))
          break
        }
        case 5:
          value = bytes.subarray(at, (at += 4))
          break
        default:
          // Groups are no part of proto3: what follows cannot be read.
          return
      }
      const before = this.#fields.get(number)
      if (before === undefined) this.#fields.set(number, [value])
      else before.push(value)
    }
  }

  number(field: number): number {
    const value = this.#fields.get(field)?.at(-1)
    return typeof value === 'number' ? value : 0
  }
  bytesOf(field: number): readonly Buffer[] {
    return (this.#fields.get(field) ?? []).filter((value) => Buffer.isBuffer(value))
  }
  text(field: number): string {
    return this.bytesOf(field).at(-1)?.toString('utf8') ?? ''
  }
  texts(field: number): readonly string[] {
    return this.bytesOf(field).map((bytes) => bytes.toString('utf8'))
  }
  messages(field: number): readonly Message[] {
    return this.bytesOf(field).map((bytes) => new Message(bytes))
  }
  message(field: number): Message | undefined {
    const bytes = this.bytesOf(field).at(-1)
    return bytes === undefined ? undefined : new Message(bytes)
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
  return Buffer.from(bytes)
}

/** A number without a sign, text or bytes; undefined and what is empty are left out, as proto3 does. */
export type Field = readonly [number: number, value: number | string | Buffer | undefined]

export function writeMessage(fields: readonly Field[]): Buffer {
  const parts: Buffer[] = []
  for (const [number, value] of fields) {
    if (value === undefined || value === 0 || value === '') continue
    if (typeof value === 'number') parts.push(varint(number * 8), varint(value))
    else {
      const bytes = typeof value === 'string' ? Buffer.from(value) : value
      parts.push(varint(number * 8 + 2), varint(bytes.length), bytes)
    }
  }
  return Buffer.concat(parts)
}
