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
      const start = at
      let value = 0
      for (let scale = 1; at < bytes.length; scale *= 128) {
        const byte = bytes[at++] ?? 0
        value += (byte & 0x7f) * scale
        if (byte < 0x80) break
      }
      // Ten bytes are a negative number, in two's complement of 64 bits.
      return at - start < 10 ? value : signed(bytes.subarray(start, at))
    }
    while (at < bytes.length) {
      const key = varint()
      const number = Math.floor(key / 8)
      let value: Value
      switch (key % 8) {
        case 0:
          value = varint()
          break
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

function signed(bytes: Buffer): number {
  const value = bytes.reduce((sum, byte, index) => sum | (BigInt(byte & 0x7f) << BigInt(7 * index)), 0n)
  return Number(BigInt.asIntN(64, value))
}

const varintSize = (value: number): number => {
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}

function writeVarint(into: Buffer, start: number, value: number): number {
  let at = start
  let rest = value
  // Beyond 31 bits only division is exact; below, shifting is faster.
  for (; rest >= 2 ** 31; rest = Math.floor(rest / 128)) into[at++] = (rest % 128) + 128
  for (; rest >= 128; rest >>>= 7) into[at++] = (rest & 0x7f) | 0x80
  into[at++] = rest
  return at
}

/** A number without a sign, text or bytes; undefined and what is empty are left out, as proto3 does. */
export type Field = readonly [number: number, value: number | string | Buffer | undefined]

/** In one piece, of its own size: tens of thousands are written for a large folder. */
export function writeMessage(fields: readonly Field[]): Buffer {
  let size = 0
  for (const [number, value] of fields) {
    if (value === undefined || value === 0 || value === '') continue
    if (typeof value === 'number') size += varintSize(number * 8) + varintSize(value)
    else {
      const length = Buffer.byteLength(value)
      size += varintSize(number * 8) + varintSize(length) + length
    }
  }
  const message = Buffer.allocUnsafe(size)
  let at = 0
  for (const [number, value] of fields) {
    if (value === undefined || value === 0 || value === '') continue
    if (typeof value === 'number') at = writeVarint(message, writeVarint(message, at, number * 8), value)
    else {
      at = writeVarint(message, writeVarint(message, at, number * 8 + 2), Buffer.byteLength(value))
      at += typeof value === 'string' ? message.write(value, at) : value.copy(message, at)
    }
  }
  return message
}
