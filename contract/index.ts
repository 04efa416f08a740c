/** Joins the features' contracts: the only list of channels. A feature is added by a folder and a line here. */
import type { Feature, Operation } from './define'
import { app } from './app/api'
import { builds } from './builds/api'
import { connections } from './connections/api'
import { containers } from './containers/api'
import { engineSettings } from './engine-settings/api'
import { history } from './history/api'
import { hub } from './hub/api'
import { images } from './images/api'
import { machines } from './machines/api'
import { networks } from './networks/api'
import { prerequisites } from './prerequisites/api'
import { registries } from './registries/api'
import { settings } from './settings/api'
import { system } from './system/api'
import { tasks } from './tasks/api'
import { volumes } from './volumes/api'

export const contract = {
  app,
  builds,
  connections,
  containers,
  engineSettings,
  history,
  hub,
  images,
  machines,
  networks,
  prerequisites,
  registries,
  settings,
  system,
  tasks,
  volumes
} as const satisfies Readonly<Record<string, Feature>>
export type Contract = typeof contract

/** `containers.stop`, `images.pull`, … */
export type OperationName = {
  [F in keyof Contract]: `${F & string}.${keyof Contract[F] & string}`
}[keyof Contract]

/** The definition behind a name. */
export type OperationAt<Name extends string> = Name extends `${infer F}.${infer V}`
  ? F extends keyof Contract
    ? V extends keyof Contract[F]
      ? Contract[F][V]
      : never
    : never
  : never

type NamesOfKind<Kind extends Operation['kind']> = {
  [Name in OperationName]: OperationAt<Name> extends { readonly kind: Kind } ? Name : never
}[OperationName]
export type CallName = NamesOfKind<'call'>
export type StreamName = NamesOfKind<'stream'>
export type TaskName = NamesOfKind<'task'>

/** Every operation with its name, in a stable order. */
export function operations(): ReadonlyArray<readonly [OperationName, Operation]> {
  return Object.entries(contract).flatMap(([feature, verbs]) =>
    Object.entries(verbs as Feature).map(
      ([verb, operation]) => [`${feature}.${verb}` as OperationName, operation] as const
    )
  )
}

const byName: ReadonlyMap<string, Operation> = new Map(operations())

/** The operation of a name that came from outside, or undefined: never a lookup on a plain object. */
export const operationNamed = (name: string): Operation | undefined => byName.get(name)
