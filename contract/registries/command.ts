import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { SignInRequest, SignOutRequest } from './api'

/** Docker Hub needs no name. */
const named = (registry: string): boolean => registry !== '' && registry !== 'docker.io'

// The password comes from the command's input: written out, it would stand in the shell's history.
export const signIn = ({ registry, username }: SignInRequest): CommandLine =>
  docker('login')
    .option('username', '-u', username)
    .flag('password-stdin', '--password-stdin')
    .when(named(registry), (line) => line.argument('registry', registry))
    .line()

export const signOut = ({ registry }: SignOutRequest): CommandLine =>
  docker('logout')
    .when(named(registry), (line) => line.argument('registry', registry))
    .line()
