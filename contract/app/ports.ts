/** Ports of this computer. */
import * as v from 'valibot'

export const HostPort = v.object({
  /** The address that it is wanted at; empty: every one. */
  ip: v.pipe(v.string(), v.maxLength(45)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  protocol: v.picklist(['tcp', 'udp'])
})
export type HostPort = Readonly<v.InferOutput<typeof HostPort>>

export const HeldPort = v.object({
  ...HostPort.entries,
  /** The program that has it, where the system lets one see: `nginx`. */
  program: v.optional(v.string())
})
export type HeldPort = Readonly<v.InferOutput<typeof HeldPort>>

/** Ports that one question may name. */
export const mostPorts = 2_000
