/** Hints on COPY and ADD: which of the two, and when. */
import { advice, type Hint } from './hint'
import { execForm, type Dockerfile, type Instruction } from './read'

/** The last one is the destination. */
const wordsOf = (instruction: Instruction): readonly string[] =>
  execForm(instruction) ?? instruction.text.split(/\s+/).filter((word) => word !== '')
const sourcesOf = (instruction: Instruction): readonly string[] => wordsOf(instruction).slice(0, -1)

/** What only ADD does: fetches an address, unpacks an archive. */
const onlyAdd = /^(https?:|git:|git@|ssh:|github\.com\/)|\.(tar|tgz|tbz2?|txz|tzst)$|\.tar\.\w+$|[$*?[]/i
const addFlags = new Set(['checksum', 'keep-git-dir', 'unpack'])

/** What fetches dependencies, which the files named first suffice for. */
const installs =
  /\b(npm (ci|i|install)|yarn( install)?( |$)|pnpm (i|install)|bun install|pip3? install|poetry install|uv sync|bundle install|composer install|go mod download|cargo fetch|mvn [^&]*dependency|gradle [^&]*dependencies|dotnet restore|mix deps\.get)\b/

export function copyHints({ stages }: Dockerfile): readonly Hint[] {
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction, index) => {
      const { keyword, flags, documents } = instruction
      if (!/^(COPY|ADD)$/.test(keyword) || documents.length > 0) return []
      const sources = sourcesOf(instruction)
      const hints: Hint[] = []
      if (
        keyword === 'ADD' &&
        sources.length > 0 &&
        !sources.some((source) => onlyAdd.test(source)) &&
        !flags.some(({ name }) => addFlags.has(name))
      ) {
        const mend = [{ from: instruction.from, to: instruction.keywordTo, insert: 'COPY' }]
        hints.push(advice('add-copy', instruction, { mend }))
      }
      if (sources.some((source) => /^(\.|\.\/|\/)$/.test(source)) && !flags.some(({ name }) => name === 'from')) {
        const after = instructions
          .slice(index + 1)
          .find(({ keyword: next, text }) => next === 'RUN' && installs.test(text))
        const command = after === undefined ? undefined : installs.exec(after.text)?.[0]?.trim()
        // The files that the command needs may already be there, copied by themselves, and only the order is wrong.
        if (command !== undefined) hints.push(advice('copy-early', instruction, { values: { command } }))
      }
      return hints
    })
  )
}
