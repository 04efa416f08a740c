/**
 * Many programs with an administrator's rights and one question: a shell with rights runs what it reads, one command after the other,
 * and ends with the app. Linux alone: osascript and UAC have no such thing, and ask again for each.
 */
import { randomUUID } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { quote } from '../../../contract/command/quote'
import type { ProgramOptions } from '../programs/run-program'
import { asAdministrator } from './as-administrator'
import { canAskRights, thisRights, type RightsSurroundings } from './can-ask-rights'
import { refusalOf } from './refusal'
import { runAsAdministrator, type RightsEnd } from './run-as-administrator'

export interface Rights {
  /** One at a time. Never rejects. `input`, `env` and `cwd` are for whom has rights already. */
  run(program: string, words: readonly string[], options?: ProgramOptions): Promise<RightsEnd>
  /** Gives them back. */
  close(): void
}

/**
 * `$1` is the mark between commands. A command is the lines up to a mark; another line while it runs, or the end of the input, ends
 * it with all that it started (a late one ends nothing; `interrupt` is the Ctrl-C that comes before, which a shell without job control makes its children deaf to): nobody without rights could signal it. No command may ask anything: there is no terminal.
 */
const supervisor = `exec 3<&0 < /dev/null
export DEBIAN_FRONTEND=noninteractive
reset=
if env --default-signal=INT true 2>/dev/null; then reset='env --default-signal=INT'; fi
printf '%s ready\\n' "$1"
text=
while IFS= read -r line <&3; do
  if [ -z "$text" ]; then case $line in stop | interrupt) continue ;; esac; fi
  if [ "$line" != "$1" ]; then text="$text$line
"; continue; fi
  $reset setsid sh -c "$text" 2>&1 3<&- &
  child=$!
  text=
  { while IFS= read -r word <&3 && [ "$word" = interrupt ]; do kill -s INT -- "-$child"; done; kill -s TERM -- "-$child"; sleep 3; kill -s KILL -- "-$child"; } 2>/dev/null &
  watch=$!
  wait "$child"; code=$?
  kill "$watch" 2>/dev/null; wait "$watch" 2>/dev/null
  printf '\\n%s %s\\n' "$1" "$code"
done`

const usualLimit = 10_000
const usualKeep = 1024 * 1024

export function openRights(surroundings: RightsSurroundings = thisRights()): Rights {
  let shell: RightsShell | undefined
  let known: ReturnType<typeof canAskRights> | undefined
  return {
    async run(program, words, options = {}) {
      known ??= canAskRights(surroundings)
      const way = await known
      if (way !== 'pkexec' && way !== 'sudo') return runAsAdministrator(program, words, options, surroundings)
      if (options.signal?.aborted === true) return { kind: 'cancelled', stdout: '', stderr: '' }
      if (shell === undefined || shell.hasEnded()) shell = startShell(way === 'sudo', surroundings)
      return shell.run([program, ...words], options)
    },
    close: () => shell?.close()
  }
}

interface RightsShell {
  run(words: readonly string[], options: ProgramOptions): Promise<RightsEnd>
  hasEnded(): boolean
  close(): void
}

function startShell(sudo: boolean, { environment, platform }: RightsSurroundings): RightsShell {
  const mark = `escale-${randomUUID()}`
  const started = asAdministrator('/bin/sh', ['-c', supervisor, 'sh', mark], platform, false, { sudo })
  const child: ChildProcess = spawn(started.program, started.words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...environment }
  })
  let ended = false
  let ready = false
  let stderr = ''
  let held = ''
  let waiting: string | undefined
  let onText: (text: string) => void = () => undefined
  let onEnd: (end: RightsEnd) => void = () => undefined
  const finish = (end: RightsEnd): void => {
    const tell = onEnd
    onEnd = () => undefined
    tell(end)
  }

  const begin = (): void => {
    ready = true
    child.stdin?.write(waiting ?? '')
    waiting = undefined
  }
  /** Hands on whole lines, so that a mark is never taken for output; what stands alone at the end waits for the rest of its line. */
  const read = (piece: string): void => {
    held += piece
    for (let at = held.indexOf('\n'); at >= 0; at = held.indexOf('\n')) {
      const line = held.slice(0, at + 1)
      held = held.slice(at + 1)
      if (!line.startsWith(mark)) onText(line)
      else if (line.trim() === `${mark} ready`) begin()
      else finish({ kind: 'ended', code: Number(line.slice(mark.length)), stdout: '', stderr: '' })
    }
  }
  const decoder = new TextDecoder()
  child.stdout?.on('data', (piece: Buffer) => read(decoder.decode(piece, { stream: true })))
  child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()))
  // It may end before it has read everything.
  child.stdin?.on('error', () => undefined)
  child.on('error', (error) => {
    ended = true
    finish({ kind: 'refused', message: error.message })
  })
  child.once('close', (code) => {
    ended = true
    const end = { kind: 'ended', code: code ?? undefined, stdout: '', stderr } as const
    const why = ready ? undefined : (refusalOf(end, platform) ?? 'not-authorised')
    finish(why === undefined ? end : { kind: 'no-rights', why })
  })

  return {
    hasEnded: () => ended,
    close: () => child.stdin?.end(),
    run: (words, { signal, onOutput, limit = usualLimit, keep = usualKeep, gentle = 0 }) =>
      new Promise((resolve) => {
        let output = ''
        let why: 'cancelled' | 'timed-out' | undefined
        const timers: NodeJS.Timeout[] = []
        const stop = (reason: 'cancelled' | 'timed-out', patience = 0): void => {
          why ??= reason
          if (ready) {
            child.stdin?.write(patience > 0 ? 'interrupt\n' : 'stop\n')
            if (patience > 0) timers.push(setTimeout(() => stop(reason), patience))
            return
          }
          // There is nothing to end but the question; should it stay and be answered, nothing is run.
          waiting = undefined
          child.stdin?.end()
          child.kill()
        }
        const cancel = (): void => stop('cancelled', gentle)
        timers.push(setTimeout(() => stop('timed-out'), limit))
        signal?.addEventListener('abort', cancel, { once: true })
        onText = (text) => {
          if (output.length < keep) output += text
          onOutput?.(text, 'stdout')
        }
        onEnd = (end) => {
          for (const timer of timers) clearTimeout(timer)
          signal?.removeEventListener('abort', cancel)
          const stdout = output.endsWith('\n') ? output.slice(0, -1) : output
          if (why !== undefined) resolve({ kind: why, stdout, stderr: '' })
          else resolve(end.kind === 'ended' ? { ...end, stdout } : end)
        }
        const line = words.map((word) => quote(word, 'posix')).join(' ')
        waiting = `exec ${line}\n${mark}\n`
        if (ready) begin()
      })
  }
}
