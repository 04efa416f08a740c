/** The images that tests pull: made here, without Docker Hub, and kept in the tests' own registry as Hub has them. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { helloProgram } from './hello-program'
import { publish, type ImageSource } from './publish'
import type { TarEntry } from './tar'

/** What the real hello-world prints. */
export const helloText = readFileSync(new URL('./hello-world.txt', import.meta.url), 'utf8')

const busybox = '/bin/busybox'
const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The libraries of a program that is not static, from ldd's lines: `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`. */
export function libraryEntries(program: string): readonly TarEntry[] {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return [...stdout.matchAll(/(?:^\s+|=> )\/(\S+) \(/gm)].map(([, path = '']) => ({
    path,
    content: readFileSync(`/${path}`)
  }))
}

function busyboxEntries(): readonly TarEntry[] {
  const folders = ['bin', 'dev', 'etc', 'home', 'root', 'tmp', 'usr', 'var'].map((name) => ({ path: `${name}/` }))
  const applets = spawnSync(busybox, ['--list'], { encoding: 'utf8' }).stdout.split('\n')
  return [
    ...folders,
    {
      path: 'etc/passwd',
      content: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
      mode: 0o644
    },
    { path: 'etc/group', content: 'root:x:0:\nnogroup:x:65534:\n', mode: 0o644 },
    { path: 'bin/busybox', content: readFileSync(busybox) },
    ...libraryEntries(busybox),
    ...applets
      .filter((name) => /^[\w[.-]+$/.test(name) && name !== 'busybox')
      .map((name) => ({ path: `bin/${name}`, link: 'busybox' }))
  ]
}

/** Bytes that do not compress, the same at every run. */
function noise(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(`${seed}${index}`).digest()
  )
  return Buffer.concat(blocks).subarray(0, length)
}

const megabyte = 1_000_000

/** See the README for what each is good for. */
export function testImages(): readonly ImageSource[] {
  const base = { createdBy: '/bin/sh -c #(nop) ADD file:busybox in / ', entries: busyboxEntries() }
  const page = '<!doctype html><title>Escale</title><h1>It works</h1>\n'
  return [
    {
      name: 'library/hello-world',
      tags: ['latest', 'linux'],
      layers: [
        {
          createdBy: '/bin/sh -c #(nop) COPY file:hello in / ',
          entries: [{ path: 'hello', content: helloProgram(helloText, process.arch === 'arm64' ? 'arm64' : 'x64') }]
        }
      ],
      config: { Env: [path], Cmd: ['/hello'] }
    },
    { name: 'library/busybox', tags: ['latest', '1.35', '1.36'], layers: [base], config: { Env: [path], Cmd: ['sh'] } },
    {
      name: 'library/httpd',
      tags: ['latest', '2.4'],
      layers: [
        base,
        {
          createdBy: '/bin/sh -c #(nop) COPY file:index.html in /www/ ',
          entries: [{ path: 'www/' }, { path: 'www/index.html', content: page, mode: 0o644 }]
        }
      ],
      config: {
        Env: [path],
        // As process 1 it dies of SIGTERM only because busybox's httpd is run by a shell that says so.
        Cmd: ['sh', '-c', 'trap "exit 0" TERM; httpd -f -vv -p 80 -h /www & wait'],
        ExposedPorts: { '80/tcp': {} },
        Labels: { 'org.opencontainers.image.title': 'httpd' }
      }
    },
    {
      name: 'library/layers',
      tags: ['latest'],
      layers: [
        base,
        ...[1, 2, 3, 4, 5].map((number) => ({
          createdBy: `/bin/sh -c #(nop) COPY file:noise-${number} in /noise/ `,
          entries: [{ path: `noise/${number}`, content: noise(String(number), number * megabyte), mode: 0o644 }]
        }))
      ],
      config: { Env: [path], Cmd: ['ls', '-l', '/noise'] }
    }
  ]
}

/** Gives each image's digest by its name: `{ 'library/busybox': 'sha256:…' }`. */
export async function publishTestImages(registryUrl: string): Promise<Readonly<Record<string, string>>> {
  const images = testImages()
  const digests = await Promise.all(images.map((image) => publish(registryUrl, image)))
  return Object.fromEntries(images.map((image, index) => [image.name, digests[index] ?? '']))
}
