/** Which options need a newer API than the engine speaks: it would ignore them in silence. */
import type { RunOptions } from '../../../../contract/containers/run'
import { runFields, type RunFieldName } from '../../../../contract/containers/run-fields'
import { FailureError } from '../../../engine/failure-error'
import { compareApi } from '../../../engine/version'

/** As docker/cli's flags are annotated (cli/command/container/opts.go), and moby's docs/api/version-history. */
const since: Readonly<Partial<Record<RunFieldName, string>>> = {
  cpus: '1.25',
  cpuRealtimePeriod: '1.25',
  cpuRealtimeRuntime: '1.25',
  init: '1.25',
  stopTimeout: '1.25',
  deviceRules: '1.28',
  platform: '1.32',
  gpus: '1.40',
  cgroupNamespace: '1.41',
  annotations: '1.43'
}
/** Fields of a `--mount`. */
const mountKeys: Readonly<Record<string, string>> = {
  'bind-nonrecursive': '1.40',
  'bind-create-src': '1.42',
  'volume-subpath': '1.45',
  'tmpfs-options': '1.46'
}
const recursion: Readonly<Record<string, string>> = { disabled: '1.40', readonly: '1.44' }

/** Throws unsupported, in docker's own words. */
export function checkApi(options: RunOptions, api: string): void {
  const need = (what: string, version: string | undefined): void => {
    if (version !== undefined && compareApi(api, version) < 0)
      throw unsupported(what, `requires API version ${version}`, api)
  }
  for (const [name, version] of Object.entries(since) as Array<[RunFieldName, string]>)
    if (isGiven(options[name])) need(`"--${runFields[name].flag}"`, version)
  const { healthcheck } = options
  if (healthcheck.kind === 'own') {
    if (healthcheck.startPeriod !== undefined) need('"--health-start-period"', '1.29')
    if (healthcheck.startInterval !== undefined) need('"--health-start-interval"', '1.44')
  }
  for (const option of options.mounts.filter(({ flag }) => flag === 'mount').flatMap((mount) => mount.options)) {
    const [key = '', value = ''] = option.split('=')
    need(option, key === 'bind-recursive' ? recursion[value] : mountKeys[key])
  }
  for (const { name, macAddress } of options.networks.slice(1))
    if (macAddress !== '') need(`"mac-address" of the network ${name}`, '1.44')
  // The engine has dropped it since, and ignores it.
  if (options.kernelMemory !== undefined && compareApi(api, '1.42') >= 0)
    throw unsupported('"--kernel-memory"', 'is known up to API version 1.41', api)
}

const unsupported = (what: string, need: string, api: string): FailureError =>
  new FailureError({ kind: 'unsupported', message: `${what} ${need}, but the Docker daemon API version is ${api}` })

const isGiven = (value: RunOptions[RunFieldName]): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false
