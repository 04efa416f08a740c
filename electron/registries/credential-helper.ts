/**
 * Docker's credential helpers: programs named `docker-credential-NAME` that keep secrets in the system's own store.
 * Protocol: docker/docker-credential-helpers, credentials/credentials.go: the action as argument, JSON or the server on
 * its input, JSON on its output, its words and code 1 where it fails.
 */
import { spawn } from 'node:child_process'
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'

export interface Credentials {
  /** `<token>`: the secret is an identity token. */
  readonly username: string
  readonly secret: string
}

/** Milliseconds: a helper may ask the person to open the keychain. */
const limit = 60_000
/** Nothing that a helper answers is larger. */
const outputLimit = 1024 * 1024

const Got = v.object({ Username: v.string(), Secret: v.string() })
const Listed = v.record(v.string(), v.string())

/** A name from config.json becomes part of a program's name: letters, digits and a few signs, no path. */
const isHelperName = (name: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)

async function run(helper: string, action: 'get' | 'store' | 'erase' | 'list', input: string): Promise<string> {
  if (!isHelperName(helper))
    throw new FailureError({ kind: 'invalid-input', field: 'helper', message: `Not a credential helper: ${helper}` })
  const program = `docker-credential-${helper}`
  return new Promise((resolve, reject) => {
    const child = spawn(program, [action], { stdio: ['pipe', 'pipe', 'pipe'], timeout: limit, windowsHide: true })
    let output = ''
    let words = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.length > outputLimit) child.kill('SIGKILL')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words = `${words}${text}`.slice(-2000)))
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new FailureError({ kind: 'not-found', subject: 'command', name: program, message: error.message })
          : new FailureError({ kind: 'permission-denied', subject: 'other', message: error.message })
      )
    )
    // It may have ended before it has read its input.
    child.stdin.on('error', () => undefined)
    child.once('close', (code) => {
      if (code === 0) return resolve(output)
      // Helpers tell of what went wrong on their output.
      const message = (output.trim() || words.trim() || `${program} ended with ${code ?? 'a signal'}`).slice(0, 1000)
      reject(new FailureError({ kind: 'auth-required', message }))
    })
    child.stdin.end(input)
  })
}

const parse = <T>(schema: v.GenericSchema<unknown, T>, text: string, helper: string): T => {
  try {
    return v.parse(schema, JSON.parse(text))
  } catch (error) {
    const message = `docker-credential-${helper} gave an unknown answer`
    throw new FailureError({ kind: 'engine-error', message }, { cause: error })
  }
}

/** Undefined where it knows nothing of the server. Throws FailureError: not-found (command), auth-required with its words. */
export async function getFrom(helper: string, server: string): Promise<Credentials | undefined> {
  try {
    const { Username, Secret } = parse(Got, await run(helper, 'get', server), helper)
    return { username: Username, secret: Secret }
  } catch (error) {
    if (error instanceof FailureError && /credentials not found/i.test(error.failure.message)) return undefined
    throw error
  }
}
export async function storeIn(helper: string, server: string, { username, secret }: Credentials): Promise<void> {
  await run(helper, 'store', JSON.stringify({ ServerURL: server, Username: username, Secret: secret })).catch(
    (error: unknown) => {
      if (!(error instanceof FailureError) || error.failure.kind !== 'auth-required') throw error
      // The registry has accepted it: it is the helper that does not.
      const { message } = error.failure
      throw new FailureError({ kind: 'permission-denied', subject: 'other', message: `${helper}: ${message}` })
    }
  )
}
export async function eraseFrom(helper: string, server: string): Promise<void> {
  await run(helper, 'erase', server).catch((error: unknown) => {
    if (!(error instanceof FailureError && /credentials not found/i.test(error.failure.message))) throw error
  })
}
/** Servers and the user names that it keeps for them. */
export const listOf = async (helper: string): Promise<Readonly<Record<string, string>>> =>
  parse(Listed, await run(helper, 'list', ''), helper)
