/**
 * Certificates for a registry where Docker looks for them: a folder `certs.d/HOST:PORT` with authorities as `*.crt`, and
 * the client's own as `*.cert` with its `*.key`.
 * Source: moby/moby, registry/registry.go (ReadCertsDirectory, HostCertsDir).
 */
import { X509Certificate } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as tls from 'node:tls'
import type { CertificateFile } from '../../contract/registries/book/model'

/** Bytes: no bundle of authorities is larger. */
const fileLimit = 4 * 1024 * 1024
const filesLimit = 50

export interface TrustPlaces {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The folders of one registry, the engine's own first: rooted and rootless engines and Docker Desktop each have one. */
export function certificateFolders(registry: string, { platform, home, environment }: TrustPlaces): string[] {
  // No colon can stand in a file's name on Windows: docker leaves it out.
  const name = platform === 'win32' ? registry.replaceAll(':', '') : registry
  if (!/^[a-z0-9[\].:_-]+$/i.test(name) || name.includes('..')) return []
  const own = join(home, '.docker', 'certs.d', name)
  if (platform === 'win32')
    return [own, join(environment['ProgramData'] ?? 'C:\\ProgramData', 'docker', 'certs.d', name)]
  if (platform === 'darwin') return [own]
  const configuration = environment['XDG_CONFIG_HOME'] || join(home, '.config')
  return [join('/etc/docker/certs.d', name), join(configuration, 'docker', 'certs.d', name), own]
}

export interface FoundAuthorities {
  readonly files: readonly CertificateFile[]
  /** PEM. */
  readonly authorities: readonly string[]
  /** By which this computer is known to the registry: each with its key. */
  readonly clients: ReadonlyArray<{ readonly cert: string; readonly key: string }>
}

/** Every `*.crt` of the folders; one that cannot be read says so and costs no other. */
export async function readAuthorities(folders: readonly string[]): Promise<FoundAuthorities> {
  const files: CertificateFile[] = []
  const authorities: string[] = []
  const clients: { cert: string; key: string }[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names
      .filter((one) => one.endsWith('.crt'))
      .sort()
      .slice(0, filesLimit)) {
      const found = await readAuthority(join(folder, name))
      files.push(found.file)
      if (found.pem !== undefined) authorities.push(found.pem)
    }
    for (const name of names
      .filter((one) => one.endsWith('.cert'))
      .sort()
      .slice(0, filesLimit)) {
      const found = await readAuthority(join(folder, name))
      files.push(found.file)
      const key = await readFile(join(folder, name.replace(/cert$/, 'key')), 'utf8').catch(() => undefined)
      if (found.pem !== undefined && key !== undefined) clients.push({ cert: found.pem, key })
    }
  }
  return { files, authorities, clients }
}

/** One file of authorities, in PEM. */
export async function readAuthority(path: string): Promise<{ readonly file: CertificateFile; readonly pem?: string }> {
  try {
    if ((await stat(path)).size > fileLimit) return { file: { path, problem: 'the file is too large' } }
    const pem = await readFile(path, 'utf8')
    const { subject, validTo } = new X509Certificate(pem)
    return { file: { path, subject: subject.replaceAll('\n', ', '), until: Date.parse(validTo) }, pem }
  } catch (error) {
    return { file: { path, problem: error instanceof Error ? error.message : String(error) } }
  }
}

/** Where Linux systems keep the authorities that all programs trust; Go, and so the engine, looks there too. */
const bundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/ca-bundle.pem']

type AuthoritiesOf = (kind: 'system') => string[]
let system: Promise<tls.SecureContext | undefined> | undefined

/**
 * What the system believes beyond Node's own authorities, as the engine does too: a company's, say. Read once, and only
 * where it is needed: it takes a third of a second. Undefined where the system has no store of its own.
 */
export function systemTrust(): Promise<tls.SecureContext | undefined> {
  system ??= (async () => {
    // Since Node 22; the runtime that the tests use is older.
    const { getCACertificates } = tls as { readonly getCACertificates?: AuthoritiesOf }
    const ca = getCACertificates?.('system') ?? (await firstOf(bundles))
    return ca.length === 0 ? undefined : tls.createSecureContext({ ca })
  })()
  return system
}

async function firstOf(paths: readonly string[]): Promise<string[]> {
  for (const path of paths) {
    const { pem } = await readAuthority(path)
    if (pem !== undefined) return [pem]
  }
  return []
}
