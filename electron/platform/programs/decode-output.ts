/** What a program wrote, as text: Windows' own programs write UTF-16 (`wsl.exe`) or the console's code page. */

/** Every second byte of UTF-16 in European languages is zero; no text has zero bytes otherwise. */
function looksUtf16(bytes: Uint8Array): boolean {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return true
  const sample = bytes.subarray(0, 512)
  let zeros = 0
  for (let index = 1; index < sample.length; index += 2) if (sample[index] === 0) zeros += 1
  return sample.length >= 4 && zeros > sample.length / 4
}

/** Text with `\n` at the ends of lines and without a byte order mark. What is not UTF-8 is read as Windows-1252. */
export function decodeOutput(bytes: Uint8Array): string {
  return decode(bytes)
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
}

function decode(bytes: Uint8Array): string {
  if (looksUtf16(bytes)) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Node's own decoder for it: what it says about the bytes is that they are not UTF-8, and no more is to be done.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
