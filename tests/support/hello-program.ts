/** The smallest programs there are: a Linux executable that writes one text and ends with 0. */

/** Machine code up to where the text begins: write(1, text, length), exit(0). */
const codes = {
  x64: (length: number): Buffer =>
    Buffer.concat([
      Buffer.from([0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0]), // mov eax, 1 (write); mov edi, 1
      Buffer.from([0x48, 0x8d, 0x35, 16, 0, 0, 0]), // lea rsi, [rip + 16]: the text, right after this code
      Buffer.concat([Buffer.from([0xba]), uint32(length)]), // mov edx, length
      Buffer.from([0x0f, 0x05, 0x31, 0xff, 0xb8, 60, 0, 0, 0, 0x0f, 0x05]) // syscall; xor edi, edi; mov eax, 60 (exit); syscall
    ]),
  arm64: (length: number): Buffer =>
    Buffer.concat(
      [
        0xd2800020, // mov x0, #1
        0x100000e1, // adr x1, . + 28: the text
        (0xd2800002 | (length << 5)) >>> 0, // mov x2, #length
        0xd2800808, // mov x8, #64 (write)
        0xd4000001, // svc #0
        0xd2800000, // mov x0, #0
        0xd2800ba8, // mov x8, #93 (exit)
        0xd4000001 // svc #0
      ].map(uint32)
    )
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** A static ELF executable of some hundred bytes; the text is at most 65,535 bytes. */
export function helloProgram(text: string, architecture: keyof typeof codes): Buffer {
  const message = Buffer.from(text)
  const code = codes[architecture](message.length)
  const base = 0x400000
  const headers = 64 + 56
  const size = headers + code.length + message.length

  // The ELF header and its one program header: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
  const elf = Buffer.alloc(headers)
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  elf.writeUInt16LE(2, 16) // an executable
  elf.writeUInt16LE({ x64: 62, arm64: 183 }[architecture], 18)
  elf.writeUInt32LE(1, 20)
  elf.writeBigUInt64LE(BigInt(base + headers), 24) // where it begins
  elf.writeBigUInt64LE(64n, 32) // where the program header is
  elf.writeUInt16LE(64, 52)
  elf.writeUInt16LE(56, 54)
  elf.writeUInt16LE(1, 56)
  elf.writeUInt32LE(1, 64) // load …
  elf.writeUInt32LE(5, 68) // … to be read and run
  elf.writeBigUInt64LE(BigInt(base), 80)
  elf.writeBigUInt64LE(BigInt(base), 88)
  elf.writeBigUInt64LE(BigInt(size), 96)
  elf.writeBigUInt64LE(BigInt(size), 104)
  elf.writeBigUInt64LE(0x10000n, 112)
  return Buffer.concat([elf, code, message])
}
