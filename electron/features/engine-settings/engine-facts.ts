/** What an engine says of itself, as far as its settings show in it. */
import * as v from 'valibot'
import type { Change } from '../../../contract/engine-settings/difference'
import type { InForce } from '../../../contract/engine-settings/model'
import type { Engine } from '../../engine/engine'
import { flag, listOf, mapOf, maybe, number, text } from '../../engine/schema'

const Info = v.object({
  OperatingSystem: text(),
  Name: text(),
  OSType: text(),
  ServerVersion: text(),
  SecurityOptions: listOf(v.string()),
  ContainersRunning: number(),
  Driver: text(),
  LoggingDriver: text(),
  CgroupDriver: text(),
  DockerRootDir: text(),
  DefaultRuntime: text(),
  LiveRestoreEnabled: flag(),
  Debug: flag(),
  ExperimentalBuild: flag(),
  Labels: listOf(v.string()),
  DefaultAddressPools: listOf(v.object({ Base: text(), Size: number() })),
  Swarm: maybe(v.object({ LocalNodeState: text() })),
  RegistryConfig: maybe(
    v.object({
      Mirrors: listOf(v.string()),
      InsecureRegistryCIDRs: listOf(v.string()),
      IndexConfigs: mapOf(v.object({ Name: text(), Secure: flag(true) }))
    })
  )
})
export type Info = v.InferOutput<typeof Info>

export const infoOf = (engine: Engine, signal?: AbortSignal): Promise<Info> =>
  engine.get({ path: '/info', timeLimit: 5_000, ...(signal === undefined ? {} : { signal }) }, Info)

/** Every engine has them, whatever its settings say. */
const always: ReadonlySet<string> = new Set(['127.0.0.0/8', '::1/128'])

export function inForceOf(info: Info): InForce {
  const registries = info.RegistryConfig
  const named = Object.values(registries?.IndexConfigs ?? {}).flatMap(({ Name, Secure }) => (Secure ? [] : [Name]))
  return {
    mirrors: registries?.Mirrors ?? [],
    insecureRegistries: [...(registries?.InsecureRegistryCIDRs ?? []).filter((one) => !always.has(one)), ...named],
    logDriver: info.LoggingDriver,
    storageDriver: info.Driver,
    cgroupDriver: info.CgroupDriver,
    dataRoot: info.DockerRootDir,
    defaultRuntime: info.DefaultRuntime,
    liveRestore: info.LiveRestoreEnabled,
    debug: info.Debug,
    experimental: info.ExperimentalBuild,
    labels: info.Labels,
    pools: info.DefaultAddressPools.map(({ Base, Size }) => ({ base: Base, size: Size }))
  }
}

const bare = (address: string): string => address.replace(/\/+$/, '').toLowerCase()
/** In any order: engines keep lists as sets. */
const sameList = (seen: readonly string[], wanted: unknown): boolean => {
  const list = Array.isArray(wanted) ? wanted.map((one) => bare(String(one).replace(/^https?:\/\/(?=[^/]*$)/, ''))) : []
  const there = new Set(seen.map((one) => bare(one.replace(/^https?:\/\/(?=[^/]*\/?$)/, ''))))
  return list.every((one) => there.has(one)) && there.size === new Set(list).size
}

/** Whether a setting is in force; undefined: /info does not tell, or tells it in other words than the file. */
export function isTaken({ key, fresh }: Pick<Change, 'key' | 'fresh'>, now: InForce): boolean | undefined {
  switch (key) {
    case 'registry-mirrors':
      return sameList(now.mirrors, fresh)
    case 'insecure-registries':
      return sameList(
        now.insecureRegistries,
        Array.isArray(fresh) ? fresh.filter((one) => !always.has(String(one))) : fresh
      )
    case 'labels':
      return fresh === undefined ? now.labels.length === 0 : sameList(now.labels, fresh)
    case 'debug':
      return now.debug === (fresh ?? false)
    case 'live-restore':
      return now.liveRestore === (fresh ?? false)
    case 'log-driver':
      return typeof fresh === 'string' && fresh !== '' ? now.logDriver === fresh : undefined
    case 'storage-driver':
      return typeof fresh === 'string' && fresh !== '' ? now.storageDriver === fresh : undefined
    case 'default-runtime':
      return typeof fresh === 'string' && fresh !== '' ? now.defaultRuntime === fresh : undefined
    case 'data-root':
      // With user namespaces, or through links, the engine names another folder than the file.
      return now.dataRoot === fresh ? true : undefined
    default:
      return undefined
  }
}
