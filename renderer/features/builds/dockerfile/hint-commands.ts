/** Hints on what RUN runs. */
import { advice, warning, type Hint } from './hint'
import { execForm, type Dockerfile, type Instruction } from './read'

/** All that a RUN runs, also from a here-document. */
const scriptOf = (run: Instruction): string => [execForm(run)?.join(' ') ?? run.text, ...run.documents].join('\n')
const hasMount = ({ flags }: Instruction, target: RegExp): boolean =>
  flags.some(({ name, value }) => name === 'mount' && target.test(value))

export function commandHints({ stages }: Dockerfile, source: string): readonly Hint[] {
  return stages.flatMap(({ instructions }, index) => {
    const runs = instructions.filter(({ keyword }) => keyword === 'RUN')
    // Layers of the stages before the last one are not in the image.
    return [...(index === stages.length - 1 ? manyRuns(instructions, source) : []), ...runs.flatMap(runHints)]
  })
}

/** RUN after RUN, each a layer of its own; those with flags may need to be apart. */
function manyRuns(instructions: readonly Instruction[], source: string): readonly Hint[] {
  const joined = (one: Instruction | undefined): one is Instruction =>
    one?.keyword === 'RUN' && one.flags.length === 0 && one.documents.length === 0 && execForm(one) === undefined
  const hints: Hint[] = []
  for (let start = 0; start < instructions.length; start++) {
    let end = start
    while (joined(instructions[end])) end++
    const runs = instructions.slice(start, end)
    const [first] = runs
    const last = runs.at(-1)
    if (first !== undefined && last !== undefined && runs.length > 1) {
      const insert = `RUN ${runs.map(({ textFrom, to }) => source.slice(textFrom, to)).join(' \\\n    && ')}`
      // A command with its own `||`, `;` or `&` means something else once it stands in a chain; a comment would end it.
      const whole = source.slice(first.from, last.to)
      const safe = runs.every(({ text }) => text !== '') && !/\|\||[;#`]|(^|[^&])&([^&]|$)/.test(whole)
      hints.push(
        advice('many-runs', first, {
          values: { count: String(runs.length) },
          ...(safe ? { mend: [{ from: first.from, to: last.to, insert }] } : {})
        })
      )
    }
    start = Math.max(start, end)
  }
  return hints
}

const aptInstall = /\bapt(?:-get)?\s+(?:-\S+\s+)*install\b/
const aptUpdate = /\bapt(?:-get)?\s+(?:-\S+\s+)*update\b/
const aptYes = /\bapt(?:-get)?\s[^&|;]*(?:\s-\w*y|\s--yes|\s--assume-yes|\s-qq)/

function runHints(run: Instruction): readonly Hint[] {
  const script = scriptOf(run)
  const hints: Hint[] = []
  if (aptInstall.test(script)) {
    if (!aptUpdate.test(script)) hints.push(advice('apt-install-alone', run))
    if (!aptYes.test(script)) hints.push(warning('apt-no-yes', run))
    const cleaned = /rm\s+-\w+\s[^&|;]*\/var\/lib\/apt\/lists/.test(script) || hasMount(run, /target=\/var\/lib\/apt/)
    if (!cleaned) hints.push(advice('apt-not-cleaned', run))
  } else if (aptUpdate.test(script)) hints.push(warning('apt-update-alone', run))
  if (/\bapk\s+(?:-\S+\s+)*add\b/.test(script) && !/--no-cache|\/var\/cache\/apk/.test(script))
    hints.push(advice('apk-cache', run))
  if (/\bpip3?\s+install\b/.test(script) && !/--no-cache-dir/.test(script) && !hasMount(run, /type=cache/))
    hints.push(advice('pip-cache', run))
  if (/(^|[;&|]\s*|\s)sudo\s/.test(script)) hints.push(advice('sudo', run))
  return [...hints, ...directoryHints(run, script)]
}

function directoryHints(run: Instruction, script: string): readonly Hint[] {
  const [, folder, rest] = /^\s*cd\s+([^\s;&|]+)\s*(?:(?:&&|;)\s*(\S[\s\S]*))?$/.exec(script) ?? []
  if (folder === undefined) return []
  // The next instruction begins anew in WORKDIR: such a RUN does nothing at all.
  if (rest === undefined) {
    const mend = [{ from: run.from, to: run.to, insert: `WORKDIR ${folder}` }]
    return [warning('cd-lost', run, { values: { folder }, ...(run.documents.length === 0 ? { mend } : {}) })]
  }
  return [advice('cd-workdir', run, { values: { folder } })]
}
