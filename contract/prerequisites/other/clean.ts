/** Pasted text, made ready to be read: consoles, chats and mails leave marks in what passes through them. */

/** Characters that are read; what comes after is no output of these commands any more. */
const most = 200_000

/** Without zero bytes, marks of colour and of byte order, and with plain spaces: French writes `16 305 Mo` with others. */
export function clean(pasted: string): string {
  return (
    pasted
      .slice(0, most)
      .replaceAll('\0', '')
      .replaceAll('\uFEFF', '')
      .replace(/\u001B\[[\d;?]*[A-Za-z]/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00A0\u2007\u202F\u2009]/g, ' ')
      // Quoted in a mail, set in by a comment or by Markdown.
      .replace(/^[ \t]*(?:>[ \t]?)+(?=\S)/gm, '')
      .replace(/^```\w*$/gm, '')
  )
}

/**
 * `C:\Users\ada>systeminfo`, `PS C:\> wsl -l -v`, `ada@host:~$ uname -a`, `mac:~ ada$ sw_vers`, `$ docker info`, `λ systeminfo`: a prompt
 * and what was typed after it. It is no output, and holds names of people.
 */
const prompt =
  /^(?:\(\w[\w.-]*\)\s*)?(?:PS [A-Za-z]:\\[^>\n]*>|[A-Za-z]:\\[^>\n]*>|[\w.-]+@[\w.-]+[^\n$#%]{0,80}[$#%]|[\w.-]+:[^\n$#%]{0,80} [\w.-]+[$#]|[$%#λ➜❯])[ \t]+?\S|^(?:PS )?[A-Za-z]:\\[^>\n]*>\S/u

/** Characters of a line that are read: no column of an output is wider, but for one line of JSON and a processor's flags. */
const usual = 400
const longest = 8_000
const isLong = /^\s{0,40}(?:\{"|flags|drapeaux)/i

/** Lines of the outputs alone. A blank line stands where a command was. */
export const outputLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => {
    const short = isLong.test(line) ? line.slice(0, longest) : line.slice(0, usual)
    return prompt.test(short) ? '' : short.trimEnd()
  })
