/** Pasted text, made ready to be read: consoles, chats and mails leave marks in what passes through them. */

/** Characters that are read; what comes after is no output of these commands any more. */
const most = 200_000

/** Without zero bytes, marks of colour, of byte order and of direction, and with plain spaces: French writes `16 305 Mo` with others. */
export function clean(pasted: string): string {
  return (
    pasted
      .slice(0, most)
      .replace(/[\0\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
      // What a shell names its window, colours, and colours whose escape was lost on the way.
      .replace(/\u001B\][^\u0007\u001B\n]{0,300}(?:\u0007|\u001B\\)?/g, '')
      .replace(/\u001B(?:\[[\d;?]*[@-~]|[()][\dA-Z]|[=>])/g, '')
      .replace(/\[\d{1,3}(?:;\d{1,3}){0,4}m/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00A0\u2007\u202F\u2009\u3000]/g, ' ')
      .replace(/[“”„]/g, '"')
      // Quoted in a mail, set in by a comment or by Markdown.
      .replace(/^[ \t]*(?:>[ \t]?)+/gm, '')
      .replace(/^```\w*$/gm, '')
  )
}

/**
 * `C:\Users\ada>systeminfo`, `PS C:\> wsl -l -v`, `ada@host:~$ uname -a`, `[root@host ~]# id`, `mac:~ ada$ sw_vers`, `$ docker info`,
 * `λ systeminfo`: a prompt and what was typed after it. It is no output, and holds names of people.
 */
const prompt =
  /^(?:\(\w[\w.-]*\)\s*)?(?:PS [A-Za-z]:\\[^>\n]*>|[A-Za-z]:\\[^>\n]*>|\[?[\w.-]+@[\w.-]+[^\n$#%]{0,80}[$#%]|[\w.-]+:[^\n$#%]{0,80} [\w.-]+[$#]|[$%#λ➜❯])[ \t]+?\S|^(?:PS )?[A-Za-z]:\\[^>\n]*>\S/u

/** Characters of a line that are read: no column of an output is wider, but for one line of JSON or CSV and a processor's flags. */
const usual = 400
const longest = 8_000
const isLong = /^\s{0,40}(?:[{"]|flags|drapeaux|markierungen|indicadores)/i

/** `W S L   v e r s i o n`: two bytes a letter, whose second became a space. */
const isSpaced = (line: string): boolean => line.length >= 9 && /^(?:[^\n] )+[^\n]?$/.test(line) && !/\S\S/.test(line)
const joined = (line: string): string => line.replace(/([^\n]) /g, '$1')

/** Commands that write a value alone: with what was typed it says what it is. `sw_vers -productVersion`, `sysctl -n kern.hv_support`. */
function nameOf(typed: string): string | undefined {
  if (/\bsw_vers -productVersion$/.test(typed)) return 'ProductVersion:'
  if (/\bgetconf LONG_BIT$/.test(typed)) return 'LONG_BIT:'
  if (/\buname -r$/.test(typed)) return 'Linux'
  const key = /\bsysctl -n ([\w.]+)$/.exec(typed)?.[1]
  return key === undefined ? undefined : `${key}:`
}
const isValue = (line: string): boolean => /^\d+$|^\d+\.\d+\S*$/.test(line.trim())

/** Lines of the outputs alone. A blank line stands where a command was. */
export function outputLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (isLong.test(line) ? line.slice(0, longest) : line.slice(0, usual)))
  return lines.map((line, index) => {
    if (prompt.test(line)) return ''
    const own = (isSpaced(line) ? joined(line) : line).trimEnd()
    const name = isValue(own) ? nameOf((lines[index - 1] ?? '').trim()) : undefined
    return name === undefined ? own : `${name} ${own.trim()}`
  })
}

/** A line with those after it that a narrow window or a mail broke off it: joined as a window breaks (anywhere), and as a mail does (at words). */
export function rejoined(lines: readonly string[], at: number, most = 3): readonly string[] {
  const all = [lines[at] ?? '']
  for (let count = 1; count <= most; count++) {
    const next = lines[at + count]
    if (next === undefined || next.trim() === '') break
    const parts = lines.slice(at, at + count + 1)
    all.push(parts.join(''), parts.map((part) => part.trim()).join(' '))
  }
  return all
}
