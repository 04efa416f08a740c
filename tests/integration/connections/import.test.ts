/** A context that comes in as a zip: docker's command and the app make the same of it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOfContext } from '../../../electron/engine/contexts/layout'
import { makeCertificates, type Certificates } from '../../support/certificates'
import { testStore, type TestStore } from '../../support/docker-store'
import { callContext } from '../../support/on-engine'
import { zipOf } from '../../support/zip'

let certificates: Certificates
let store: TestStore
beforeAll(async () => {
  certificates = await makeCertificates()
  store = await testStore()
})
afterAll(async () => {
  await store?.remove()
  await certificates?.remove()
})

describe('a context as a zip', () => {
  it('comes in, the same as by docker', async () => {
    const file = join(store.home, 'far.zip')
    const meta = '{"Name":"far","Metadata":{"Description":"The farm"},"Endpoints":{"docker":{"Host":"tcp://h:2376"}}}'
    const app = store.app()
    const tls = ['ca', 'cert', 'key'].map(async (name) => ({
      name: `tls/docker/${name}.pem`,
      content: await readFile(join(certificates.clientFolder, `${name}.pem`)),
      stored: name === 'ca'
    }))
    const folders = ['tls/', 'tls/docker/'].map((name) => ({ name, content: '', stored: true, mode: 0o040755 }))
    await writeFile(file, zipOf([{ name: 'meta.json', content: meta }, ...folders, ...(await Promise.all(tls))]))
    app.chosen.add(file)
    await store.docker('context', 'import', 'by-docker', file)
    await app.handlers.import({ name: 'by-app', file }, callContext())
    const inspect = async (name: string): Promise<string> =>
      (await store.docker('context', 'inspect', name))
        .replace(`"Name": "${name}"`, '"Name": "NAME"')
        .replaceAll(idOfContext(name), 'ID')
    expect(await inspect('by-app')).toBe(await inspect('by-docker'))
    expect(await inspect('by-app')).toContain('key.pem')
  })
})
