/** By whom a build is done: the engine's BuildKit or classic builder, or docker's own buildx for what neither is asked for. */
import { needsBuildx } from '../../../contract/builds/buildx'
import { buildFields } from '../../../contract/builds/fields'
import type { Build } from '../../../contract/builds/model'
import type { BuildOptions } from '../../../contract/builds/options'
import type { Capabilities } from '../../../contract/connections/model'
import type { Engine } from '../../engine/engine'
import { FailureError } from '../../engine/failure-error'
import { compareApi } from '../../engine/version'
import { buildxState } from './buildx/program'

async function capabilitiesOf(engine: Engine, signal: AbortSignal): Promise<Capabilities | undefined> {
  await engine.connected(signal)
  const { state } = engine
  return state.kind === 'connected' || state.kind === 'degraded' ? state.capabilities : undefined
}

export const hasBuildKit = async (engine: Engine, signal: AbortSignal): Promise<boolean> =>
  (await capabilitiesOf(engine, signal))?.buildKit === true

/** `…app.git#main:folder`: the BuildKit of engines before 23 takes no folder of a repository, their classic builder does. */
const isBeyondOldBuildKit = ({ context, secrets, ssh }: BuildOptions, apiVersion: string): boolean =>
  context.kind === 'address' &&
  /#[^:]*:./.test(context.address) &&
  secrets.length + ssh.length === 0 &&
  compareApi(apiVersion, '1.42') < 0

/** Throws FailureError: unsupported where buildx is needed and cannot be had. */
export async function wayOf(engine: Engine, options: BuildOptions, signal: AbortSignal): Promise<Build['builder']> {
  const fields = needsBuildx(options)
  if (fields.length > 0) {
    const state = options.builder === 'classic' ? 'classic' : await buildxState()
    if (state === 'there') return 'buildx'
    const flags = fields.map((name) => `--${buildFields[name].flag}`).join(', ')
    throw new FailureError({ kind: 'unsupported', message: `${flags}: only docker buildx does this (${state})` })
  }
  if (options.builder !== 'auto') return options.builder
  const capabilities = await capabilitiesOf(engine, signal)
  if (capabilities?.buildKit !== true || isBeyondOldBuildKit(options, capabilities.apiVersion)) return 'classic'
  return 'buildkit'
}
