import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { placesToLook } from './find.mjs'

let home = ''
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'escale-find-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** @param {string} name @param {string} host */
function makeContext(name, host) {
  const folder = join(home, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }))
}

/** @param {NodeJS.ProcessEnv} [env] */
const hosts = (env = {}) => placesToLook(env, home, 'linux').map(({ host }) => host)

describe('where an engine is looked for', () => {
  it('is DOCKER_HOST alone, where it is set', () => {
    makeContext('far', 'tcp://far:2376')
    expect(hosts({ DOCKER_HOST: 'tcp://here:1', DOCKER_CONTEXT: 'far' })).toEqual(['tcp://here:1'])
  })

  it('is the current context before the usual sockets', () => {
    makeContext('far', 'tcp://far:2376')
    makeContext('near', 'unix:///near.sock')
    writeFileSync(join(home, '.docker', 'config.json'), JSON.stringify({ currentContext: 'far' }))
    expect(hosts().slice(0, 2)).toEqual(['tcp://far:2376', 'unix:///var/run/docker.sock'])
    expect(hosts({ DOCKER_CONTEXT: 'near' })[0]).toBe('unix:///near.sock')
  })

  it('is a usual place where the docker configuration is broken or names the default context', () => {
    mkdirSync(join(home, '.docker'))
    writeFileSync(join(home, '.docker', 'config.json'), '{ half')
    expect(hosts()[0]).toBe('unix:///var/run/docker.sock')
    writeFileSync(join(home, '.docker', 'config.json'), '{ "currentContext": "default" }')
    expect(hosts()[0]).toBe('unix:///var/run/docker.sock')
  })

  it('knows the rootless socket and the pipes of Windows', () => {
    expect(hosts({ XDG_RUNTIME_DIR: '/run/user/1000' })).toContain('unix:///run/user/1000/docker.sock')
    expect(placesToLook({}, home, 'win32')[0]?.host).toBe('npipe:////./pipe/docker_engine')
  })
})
