/** The engine's own facts as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'

export const version = (): CommandLine => docker('version').line()
export const diskUse = (): CommandLine => docker('system-df').line()
