/**
 * The registries that a person looks into and how far each is trusted, and sign-ins that the system has encrypted: one file
 * in Escale's own folder, written whole and atomically.
 */
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { FailureError } from '../engine/failure-error'
import { mapOf, text } from '../engine/schema'
import { writeWhole } from '../platform/write-whole'

const GivenTrust = v.variant('kind', [
  v.object({ kind: v.literal('usual') }),
  v.object({ kind: v.literal('insecure') }),
  /** The file's content is kept: it may be gone tomorrow. */
  v.object({ kind: v.literal('authority'), file: v.string(), pem: v.string() })
])
export type KeptTrust = Readonly<v.InferOutput<typeof GivenTrust>>

const Sealed = v.object({
  username: v.string(),
  /** By the system's encryption, in base64. */
  secret: v.string(),
  /** See sealed-store. */
  over: text()
})
const Book = v.object({
  registries: mapOf(v.object({ trust: v.fallback(GivenTrust, { kind: 'usual' }) })),
  sealed: mapOf(Sealed)
})
type Book = v.InferOutput<typeof Book>
export type Sealed = Readonly<v.InferOutput<typeof Sealed>>
const File = v.object({ version: v.literal(1), book: Book })

/** How far a registry is trusted; undefined: it is not on the list. */
export const trustIn = ({ registries }: Book, registry: string): KeptTrust | undefined =>
  Object.hasOwn(registries, registry) ? registries[registry]?.trust : undefined

export interface RegistryBook {
  read(): Promise<Book>
  /** Throws FailureError: permission-denied (file). */
  change(to: (book: Book) => Book): Promise<void>
}

export function openRegistryBook(folder: string, warn: (what: string, error: unknown) => void): RegistryBook {
  const path = join(folder, 'registries.json')
  let writing: Promise<void> = Promise.resolve()
  let present: Promise<Book> | undefined

  async function load(): Promise<Book> {
    let content: string
    try {
      content = await readFile(path, 'utf8')
    } catch {
      // The first time: there is none yet.
      return { registries: {}, sealed: {} }
    }
    try {
      return v.parse(File, JSON.parse(content)).book
    } catch (error) {
      // Kept aside: what stood there is not written over.
      await rename(path, `${path}.broken`).catch(() => undefined)
      warn('The list of registries could not be read', error)
      return { registries: {}, sealed: {} }
    }
  }

  async function write(book: Book): Promise<void> {
    try {
      await writeWhole(path, `${JSON.stringify({ version: 1, book }, null, 2)}\n`, { mode: 0o600, folders: 0o777 })
    } catch (error) {
      throw new FailureError({ kind: 'permission-denied', subject: 'file', message: (error as Error).message })
    }
  }

  const read = (): Promise<Book> => (present ??= load())
  return {
    read,
    change(to) {
      const done = writing.then(async () => {
        const changed = to(await read())
        await write(changed)
        present = Promise.resolve(changed)
      })
      // One after the other; what one failed with is told to whoever asked for it.
      writing = done.catch(() => undefined)
      return done
    }
  }
}
