/** The engine's version, and the API versions that it speaks. */
import * as v from 'valibot'
import type { Check, Judgement } from '../check'
import { atLeast, brief, parseJson, says, versionOf } from '../read'
import { unanswered } from './connection'

const Reply = v.object({
  Version: v.string(),
  ApiVersion: v.string(),
  MinAPIVersion: v.fallback(v.optional(v.string()), undefined)
})

/** An engine that refused who asked: of the docker command, of whichever is older, all asking ends there. */
const Refused = v.object({ failure: v.object({ message: v.string() }) })
const refusal = /client version (\S+) is too (new|old)\b.*?version is (\d+\.\d+)|client (?:is newer|and server don't)/

/** The oldest API that the app asks in, and the newest that it was written for (electron/engine/version.ts). */
export const oldestApi = '1.24'
export const newestApi = '1.47'
/** The oldest engine that the app is tested with. */
const oldestEngine = [20, 10]

const key = (name: string): string => `prerequisites-engine.version.${name}`
const needed = says(key('needed'), { oldest: oldestEngine.join('.') })
const upgrade = {
  says: says(key('cure.upgrade')),
  commands: [],
  link: 'https://docs.docker.com/engine/install/'
}

export const engineVersion: Check = {
  id: 'engine-version',
  group: 'engine',
  required: true,
  systems: ['linux', 'win32', 'darwin'],
  probes: ['engine-version'],
  judge(answers) {
    const refused = parseJson(answers('engine-version'), Refused)?.failure.message ?? ''
    if (refusal.test(refused)) return mismatch(refused)
    const reply = parseJson(answers('engine-version'), Reply)
    const api = versionOf(reply?.ApiVersion ?? '')
    const version = versionOf(reply?.Version ?? '')
    if (reply === undefined || api === undefined || version === undefined)
      return unanswered(answers('engine-version'), needed)
    const values = { version: reply.Version.slice(0, 60), api: reply.ApiVersion.slice(0, 20) }
    const least = versionOf(reply.MinAPIVersion ?? '')
    const newest = versionOf(newestApi) ?? []
    // An engine that no longer speaks what the app speaks: one day there will be one.
    if (least !== undefined && !atLeast(newest, least))
      return {
        outcome: 'not-met',
        found: says(key('found.too-new'), { ...values, least: least.join('.') }),
        needed,
        cures: [{ says: says(key('cure.update-app')), commands: [] }]
      }
    if (!atLeast(api, versionOf(oldestApi) ?? []))
      return { outcome: 'not-met', found: says(key('found.too-old'), values), needed, cures: [upgrade] }
    // Podman counts its versions otherwise, and is known by its API.
    const podman = version[0] !== undefined && version[0] < 10 && atLeast(api, [1, 40])
    if (!podman && !atLeast(version, oldestEngine))
      return { outcome: 'not-met', found: says(key('found.old'), values), needed, cures: [upgrade] }
    if (!atLeast(newest, api))
      return { outcome: 'met', found: says(key('found.newer'), { ...values, newest: newestApi }), needed }
    return { outcome: 'met', found: says(key('found.known'), values), needed }
  }
}

function mismatch(message: string): Judgement {
  const [, , age, api] = refusal.exec(message) ?? []
  const known = { says: says(key('cure.environment'), { api: api ?? '' }), commands: [] }
  const cures =
    age === 'old'
      ? [{ says: says(key('cure.update-client')), commands: [], link: upgrade.link }]
      : [upgrade, ...(api === undefined ? [] : [known])]
  return { outcome: 'not-met', found: says(key('found.refused'), { message: brief(message) }), needed, cures }
}
