/** The tests' own engine and registry do what they promise. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, askList, answers } from '../../build/engine/ask.mjs'
import { readRecord } from '../../build/engine/record.mjs'
import { run } from '../../build/tools/run.mjs'
import { makeCertificates } from '../support/certificates'
import { registryRelay, sharedEngine, sharedRegistry, throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { freePort } from '../support/free-port'
import { helloText } from '../support/images'

const execute = promisify(execFile)
const docker = async (host: string, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await execute('docker', ['-H', host, ...args], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent' }
  })
  return stdout
}

let engine: ThrowawayEngine | undefined
afterEach(async () => {
  await engine?.stop()
  engine = undefined
})

describe('a throwaway engine', () => {
  it('pulls and runs hello-world as from Docker Hub', async () => {
    engine = await throwawayEngine()
    const pulled = await docker(engine.host, 'pull', 'hello-world')
    expect(pulled).toContain(`Digest: ${sharedRegistry().digests['library/hello-world']}`)
    expect(pulled).toContain('Status: Downloaded newer image for hello-world:latest')
    expect(await docker(engine.host, 'run', '--rm', 'hello-world')).toBe(helloText)
  })

  it('serves a published port, and names resolve on a network made on it', async () => {
    engine = await throwawayEngine()
    const { host } = engine
    await docker(host, 'network', 'create', 'quay')
    await docker(host, 'run', '-d', '--name', 'web', '--network', 'quay', '-p', '127.0.0.1::80', 'httpd')
    const port = (await docker(host, 'port', 'web', '80')).trim().split(':').at(-1)
    await expect
      .poll(() => fetch(`http://127.0.0.1:${port}/`).then((page) => page.text(), String))
      .toContain('It works')
    expect(await docker(host, 'run', '--rm', '--network', 'quay', 'busybox', 'wget', '-qO-', 'http://web/')).toContain(
      'It works'
    )
    await docker(host, 'stop', 'web')
    expect(await docker(host, 'inspect', '-f', '{{.State.ExitCode}}', 'web')).toBe('0\n')
  })

  it('dies, comes back with its containers, freezes and thaws', async () => {
    engine = await throwawayEngine()
    const address = { socketPath: engine.socketPath }
    await docker(engine.host, 'create', '--name', 'kept', 'busybox')
    await engine.kill()
    expect(await answers(address)).toBe(false)
    await engine.start()
    expect(await docker(engine.host, 'ps', '-a', '--format', '{{.Names}}')).toBe('kept\n')
    await engine.freeze()
    expect(await answers(address, 300)).toBe(false)
    await engine.thaw()
    expect(await answers(address)).toBe(true)
  })

  it('leaves nothing of itself, not even with a container and a network on a killed engine', async () => {
    const own = await throwawayEngine()
    const id = (await docker(own.host, 'network', 'create', 'left')).trim()
    await docker(own.host, 'run', '-d', '--network', 'left', '-p', '80', 'busybox', 'sleep', '1000')
    const bridges = [readRecord(own.folder)?.second ?? 0]
      .map((second) => `escale${second}`)
      .concat(`br-${id.slice(0, 12)}`)
    const ports = await Promise.all(bridges.map((bridge) => run('ip', ['-br', 'link', 'show', 'master', bridge])))
    const links = [...bridges, ...ports.flatMap(({ stdout }) => stdout.match(/^\w+/gm) ?? [])]
    expect(links.length).toBe(3)
    await own.kill()
    await own.stop()
    expect(existsSync(own.folder)).toBe(false)
    const left = (await run('iptables-save', [])).stdout + (await run('ip', ['-br', 'link'])).stdout
    for (const link of links) expect(left).not.toMatch(new RegExp(`\\b${link}\\b`))
    expect((await run('pgrep', ['-f', `${own.folder}/`])).stdout).toBe('')
  })

  it('leaves nothing where its settings are a file elsewhere, which is all that its command names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'escale-elsewhere-'))
    try {
      const own = await throwawayEngine({ configFile: join(folder, 'daemon.json') })
      expect((await run('pgrep', ['-f', `${folder}/`])).stdout).toMatch(/^\d+\n$/)
      await own.stop()
      expect((await run('pgrep', ['-f', `${folder}/`])).stdout).toBe('')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('listens over TLS, and takes only the clients of its authority', async () => {
    const certificates = await makeCertificates()
    const port = await freePort()
    engine = await throwawayEngine({ tls: { port, ...certificates.server } })
    const version = (folder: string) =>
      run('docker', ['-H', `tcp://127.0.0.1:${port}`, 'version', '-f', '{{.Server.Version}}'], {
        env: { PATH: process.env['PATH'] ?? '', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder }
      })
    expect((await version(certificates.clientFolder)).code).toBe(0)
    expect((await version(certificates.strangerFolder)).code).not.toBe(0)
    await certificates.remove()
  })

  it('can be emptied', async () => {
    engine = await throwawayEngine()
    const address = { socketPath: engine.socketPath }
    await docker(engine.host, 'run', '-d', '-v', 'hold:/hold', 'busybox', 'sleep', '1000')
    await engine.reset()
    expect(await askList(address, '/containers/json?all=1')).toEqual([])
    expect(await askList(address, '/images/json')).toEqual([])
    expect(JSON.parse((await ask(address, 'GET', '/volumes')).text).Volumes ?? []).toEqual([])
  })
})

describe('the shared registry', () => {
  it('slows down when told, and says that an image is not there', async () => {
    const relay = await registryRelay()
    engine = await throwawayEngine({ registryMirror: relay.url })
    relay.setSpeed(100_000)
    const slow = docker(engine.host, 'pull', 'layers').then(() => 'pulled')
    expect(
      await Promise.race([slow, new Promise((resolve) => setTimeout(() => resolve('still pulling'), 1_500))])
    ).toBe('still pulling')
    relay.setSpeed(undefined)
    expect(await slow).toBe('pulled')
    await relay.stop()
    await expect(docker(engine.host, 'pull', `${sharedRegistry().address}/library/nothing`)).rejects.toThrow('manifest')
  })

  it('stands behind the engine that all files share', async () => {
    expect(await answers({ socketPath: sharedEngine().socketPath })).toBe(true)
  })
})
