/** What is no context's file, or one that means harm: tar and zip alike. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tar } from '../../../tests/support/tar'
import { zipOf, type ZipFile } from '../../../tests/support/zip'
import { FailureError } from '../failure-error'
import { readArchive } from './archive'

const meta = { name: 'meta.json', content: '{"Name":"x","Metadata":{},"Endpoints":{"docker":{"Host":"tcp://h:2376"}}}' }
const key = { name: 'tls/docker/key.pem', content: 'KEY' }

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
const tarOf = (files: readonly ZipFile[]): Buffer =>
  tar(
    files.map(({ name, content, mode }) =>
      mode === 0o120777 ? { path: name, link: String(content) } : { path: name, content }
    )
  )
const kinds = { tar: tarOf, zip: zipOf } as const

describe.each(['tar', 'zip'] as const)('a context in a %s', (kind) => {
  const read = (files: readonly ZipFile[]) => readArchive(inOne(kinds[kind](files)))
  const refusal = (files: readonly ZipFile[]): Promise<unknown> =>
    read(files).then(
      () => 'taken',
      (error: unknown) => (error instanceof FailureError ? error.failure : error)
    )

  it('is read with its TLS files', async () => {
    const { meta: found, tls } = await read([meta, key])
    expect(found).toMatchObject({ Name: 'x' })
    expect([...tls].map(([name, bytes]) => [name, bytes.toString()])).toEqual([['docker/key.pem', 'KEY']])
  })

  it.each([
    ['../meta.json'],
    ['/etc/passwd'],
    ['tls/../../evil'],
    ['tls/docker/../../../evil'],
    ['tls/docker/.bashrc'],
    ['tls/docker/deep/key.pem'],
    ['tls/./key.pem'],
    ['tls\\docker\\key.pem'],
    ['readme.md']
  ])('that holds %s is refused', async (name) => {
    expect(await refusal([meta, { name, content: 'x' }])).toMatchObject({ kind: 'invalid-input', field: 'file' })
  })
  it('with a link in the place of a key is refused', async () => {
    const link = { name: 'tls/docker/key.pem', content: '/etc/shadow', mode: 0o120777 }
    expect(await refusal([meta, link])).toMatchObject({ kind: 'invalid-input' })
  })
  it('of more than docker takes is refused before it is unpacked', async () => {
    const much = { name: 'tls/docker/ca.pem', content: Buffer.alloc(10_000_001, 'x') }
    expect(await refusal([meta, much])).toMatchObject({ kind: 'invalid-input' })
  })
  it('without meta.json, or with one that is no object, is refused', async () => {
    expect(await refusal([key])).toMatchObject({ kind: 'invalid-input' })
    for (const content of ['[]', 'null', '{', ''])
      expect(await refusal([{ name: 'meta.json', content }])).toMatchObject({ kind: 'invalid-input' })
  })
  it('cut off anywhere is refused, or is what it was', async () => {
    const whole = kinds[kind]([meta, key])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        const cut = await readArchive(inOne(whole.subarray(0, length))).catch((error: unknown) => error)
        if (cut instanceof FailureError) return cut.failure.kind === 'invalid-input'
        return !(cut instanceof Error)
      })
    )
  })
  it('with any byte changed never ends in anything but a refusal', async () => {
    const whole = kinds[kind]([meta, key])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const other = Buffer.from(whole)
          other[at] = byte
          const end = await readArchive(inOne(other)).catch((error: unknown) => error)
          return !(end instanceof Error) || (end instanceof FailureError && end.failure.kind === 'invalid-input')
        }
      )
    )
  })
})

it('a zip whose file is larger than it says is refused without being unpacked whole', async () => {
  const bomb = zipOf([{ ...meta, content: Buffer.alloc(9_000_000, ' '), size: 100 }])
  await expect(readArchive(inOne(bomb))).rejects.toMatchObject({ failure: { kind: 'invalid-input' } })
})
