/** A certificate authority with a server's and a client's certificate, made by openssl, for an engine over TLS. */
import { mkdir, mkdtemp, copyFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun } from '../../build/tools/run.mjs'

export interface Certificates {
  /** ca.pem, cert.pem and key.pem of a client that the engine takes: what DOCKER_CERT_PATH names. */
  readonly clientFolder: string
  /** The same of a client that another authority signed; the engine refuses it. */
  readonly strangerFolder: string
  /** Paths, for an engine's `tls` option. */
  readonly server: { readonly ca: string; readonly cert: string; readonly key: string }
  /** One more, signed by the engine's authority: the folder of its ca.pem, cert.pem and key.pem. Fewer than no days: it has expired. */
  readonly issue: (name: string, options: { readonly extensions: string; readonly days?: number }) => Promise<string>
  readonly remove: () => Promise<void>
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

async function makeAuthority(folder: string): Promise<void> {
  await mkdir(folder)
  const out = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'ca.pem'), '-days', '30']
  await mustRun('openssl', ['req', '-x509', ...newKey, ...out, '-subj', '/CN=Escale test authority'])
}

async function makeCertificate(folder: string, authority: string, extensions: string, days = 30): Promise<void> {
  await mkdir(folder)
  const at = (file: string): string => join(folder, file)
  await writeFile(at('extensions'), extensions)
  await mustRun('openssl', [
    'req',
    ...newKey,
    '-keyout',
    at('key.pem'),
    '-out',
    at('request.pem'),
    '-subj',
    '/CN=Escale test'
  ])
  const signer = ['-CA', join(authority, 'ca.pem'), '-CAkey', join(authority, 'key.pem'), '-CAcreateserial']
  const out = ['-days', String(days), '-extfile', at('extensions'), '-out', at('cert.pem')]
  await mustRun('openssl', ['x509', '-req', '-in', at('request.pem'), ...signer, ...out])
}

/** The server is `localhost`, 127.0.0.1 and each of `names` (`IP:10.0.0.1`); everything is valid for 30 days. */
export async function makeCertificates(names: readonly string[] = []): Promise<Certificates> {
  const root = await mkdtemp(join(tmpdir(), 'escale-certificates-'))
  const at = (...parts: readonly string[]): string => join(root, ...parts)
  await Promise.all([makeAuthority(at('authority')), makeAuthority(at('other'))])
  await makeCertificate(
    at('server'),
    at('authority'),
    `extendedKeyUsage=serverAuth\nsubjectAltName=${['DNS:localhost', 'IP:127.0.0.1', ...names].join(',')}\n`
  )
  await makeCertificate(at('client'), at('authority'), 'extendedKeyUsage=clientAuth\n')
  await makeCertificate(at('stranger'), at('other'), 'extendedKeyUsage=clientAuth\n')
  // Both trust the engine's own authority: it is the engine that must refuse the stranger.
  for (const client of ['client', 'stranger']) await copyFile(at('authority', 'ca.pem'), at(client, 'ca.pem'))
  return {
    clientFolder: at('client'),
    strangerFolder: at('stranger'),
    server: { ca: at('authority', 'ca.pem'), cert: at('server', 'cert.pem'), key: at('server', 'key.pem') },
    async issue(name, { extensions, days }) {
      await makeCertificate(at(name), at('authority'), `${extensions}\n`, days)
      await copyFile(at('authority', 'ca.pem'), at(name, 'ca.pem'))
      return at(name)
    },
    remove: () => rm(root, { recursive: true, force: true })
  }
}
