/**
 * How PowerShell and cmd.exe read a line, by their documented rules, for tests: neither shell is on every machine.
 * PowerShell: about_Quoting_Rules and about_Parsing (7.3 and newer hand arguments on unchanged). cmd: percent
 * expansion, then carets and quotes, then the program's own splitting (CommandLineToArgvW).
 */

/** The arguments of a native command in PowerShell 7.3 and newer. Throws where it would not be one plain command. */
export function powershellWords(line: string, variables: Readonly<Record<string, string>> = {}): string[] {
  const words: string[] = []
  let at = 0
  while (at < line.length) {
    if (line[at] === ' ') {
      at++
      continue
    }
    let word = ''
    const opening = line.charAt(at)
    if (isSingle(opening)) {
      for (at++; ; at++) {
        if (at >= line.length) throw new Error('unclosed quote')
        if (isSingle(line.charAt(at))) {
          if (!isSingle(line.charAt(at + 1))) break
          word += line.charAt(at++)
        } else word += line.charAt(at)
      }
      at++
    } else if (isDouble(opening)) {
      for (at++; ; at++) {
        const character = line.charAt(at)
        if (character === '') throw new Error('unclosed quote')
        if (character === '`') word += line.charAt(++at)
        else if (isDouble(character)) {
          if (!isDouble(line.charAt(at + 1))) break
          word += line.charAt(at++)
        } else if (character === '$') {
          const [whole, name] = /^\$env:(\w+)/.exec(line.slice(at)) ?? []
          if (whole === undefined || name === undefined) throw new Error('a $ that expands')
          word += variables[name] ?? ''
          at += whole.length - 1
        } else word += character
      }
      at++
    } else {
      const [bare = ''] = /^[^ ]+/.exec(line.slice(at)) ?? []
      // What ends or changes a bare word; "-a.b" and "-a:b" are handed on as two arguments.
      if (/[`$'"(){};,|&<>@#*?[\]\r\n\t~%!^\u2013-\u2015\u2018-\u201e]/.test(bare) || /^-+\w*[.:]/.test(bare))
        throw new Error(`not plain: ${bare}`)
      word = bare
      at += bare.length
    }
    if (at < line.length && line[at] !== ' ') throw new Error(`glued: ${line.slice(at)}`)
    words.push(word)
  }
  return words
}

const isSingle = (character: string): boolean => /^['\u2018-\u201b]$/.test(character)
const isDouble = (character: string): boolean => /^["\u201c-\u201e]$/.test(character)

/** The arguments of a program that an interactive cmd starts. Throws where cmd would do more than start it. */
export function cmdWords(line: string, variables: Readonly<Record<string, string>> = {}): string[] {
  if (/[\r\n]/.test(line)) throw new Error('a second line')
  // On the command line, a percent sign that begins no known variable stays.
  const expanded = line.replace(/%([^%]+)%/g, (whole, name: string) => variables[name.toUpperCase()] ?? whole)
  let command = ''
  let quoted = false
  for (let at = 0; at < expanded.length; at++) {
    const character = expanded.charAt(at)
    if (character === '^' && !quoted) command += expanded.charAt(++at)
    else {
      if (!quoted && /[&|<>()]/.test(character)) throw new Error(`cmd acts on ${character}`)
      if (character === '"') quoted = !quoted
      command += character
    }
  }
  return argumentsOf(command)
}

function argumentsOf(command: string): string[] {
  const words: string[] = []
  let at = 0
  for (;;) {
    while (/[ \t]/.test(command.charAt(at))) at++
    if (at >= command.length) return words
    let word = ''
    let quoted = false
    while (at < command.length && (quoted || !/[ \t]/.test(command.charAt(at)))) {
      const [slashes = ''] = /^\\*/.exec(command.slice(at)) ?? []
      at += slashes.length
      if (command.charAt(at) !== '"') word += slashes
      else {
        word += '\\'.repeat(Math.floor(slashes.length / 2))
        if (slashes.length % 2 === 1) word += '"'
        else quoted = !quoted
        at++
        continue
      }
      if (at < command.length && (quoted || !/[ \t]/.test(command.charAt(at)))) word += command.charAt(at++)
    }
    words.push(word)
  }
}
