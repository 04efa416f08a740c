/** The questions of one ssh, by files and pipes in its own folder (askpass.sh). */
import { constants, watch } from 'node:fs'
import { chmod, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import script from './askpass.sh?raw'

/** `text`: ssh's words; `hint`: SSH_ASKPASS_PROMPT. Resolves with the answer; undefined refuses. The signal: it is no longer asked. */
export type OnQuestion = (text: string, hint: string, signal: AbortSignal) => Promise<string | undefined>

export interface Askpass {
  /** For the environment of ssh. */
  readonly env: Readonly<Record<string, string>>
  dispose(): void
}

async function answer(path: string, text: string): Promise<void> {
  // Whoever asked may have gone: a pipe that nobody reads must not be waited for.
  const pipe = await open(path, constants.O_WRONLY | constants.O_NONBLOCK)
  try {
    await pipe.write(text)
  } finally {
    await pipe.close()
  }
}

export async function posixAskpass(folder: string, onQuestion: OnQuestion): Promise<Askpass> {
  const program = join(folder, 'askpass')
  await writeFile(program, script)
  await chmod(program, 0o700)
  const asked = new Map<string, AbortController>()

  const ask = async (id: string, abort: AbortController): Promise<void> => {
    const [, hint = '', text = ''] = /^(.*)\n([^]*)$/.exec(await readFile(join(folder, `question-${id}`), 'utf8')) ?? []
    const said = await onQuestion(text, hint, abort.signal)
    if (abort.signal.aborted) return
    // One line is one answer.
    const plain = said === undefined || /[\r\n\0]/.test(said) ? '-' : `+${said}`
    await answer(join(folder, `answer-${id}`), `${plain}\n`)
  }

  const look = async (id: string): Promise<void> => {
    const isThere = await readFile(join(folder, `question-${id}`)).then(
      () => true,
      () => false
    )
    if (!isThere) {
      asked.get(id)?.abort()
      asked.delete(id)
    } else if (!asked.has(id)) {
      const abort = new AbortController()
      asked.set(id, abort)
      // Its ssh has ended meanwhile: nobody waits for the answer.
      await ask(id, abort).catch(() => undefined)
    }
  }

  const watcher = watch(folder, { persistent: false }, (_kind, name) => {
    const id = /^question-(\d+)$/.exec(name ?? '')?.[1]
    if (id !== undefined) void look(id)
  })
  // The folder was removed: with it, who asked.
  watcher.on('error', () => undefined)
  return {
    env: { SSH_ASKPASS: program },
    dispose() {
      watcher.close()
      for (const abort of asked.values()) abort.abort()
    }
  }
}
