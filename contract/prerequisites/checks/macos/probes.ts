/** What is asked of macOS: read only, by the names under which the checks read the answers. */
import type { Probe } from '../check'
import { knownPlaces } from './places'

const program = (name: string, ...words: readonly string[]): Probe => ({ kind: 'program', program: name, words })

/**
 * The sockets of every product, and the home folder that they stand in. The shell is here for `$HOME` alone: it is one fixed sentence.
 * `-n` writes numbers for owners, which need no look-up. The last word tells
 * that nothing was cut off.
 */
const sockets =
  'echo "home=$HOME"; echo "uid=$(id -u)"; ls -dnL "$HOME/.docker/run/docker.sock" "$HOME/.colima/default/docker.sock" ' +
  '"$HOME/.orbstack/run/docker.sock" "$HOME/.rd/docker.sock" /var/run/docker.sock 2>/dev/null; echo end'

export const macosProbes: Readonly<Record<string, Probe>> = {
  'macos-version': program('/usr/bin/sw_vers'),
  // A name that this system does not know costs itself alone: the others are still told.
  'macos-hardware': program(
    '/usr/sbin/sysctl',
    'hw.memsize',
    'hw.optional.arm64',
    'hw.optional.x86_64',
    'kern.hv_support',
    'kern.hv_vmm_present',
    'sysctl.proc_translated',
    'machdep.cpu.brand_string'
  ),
  'macos-places': program('/bin/ls', '-d', ...Object.values(knownPlaces).flat()),
  'macos-sockets': program('/bin/sh', '-c', sockets),
  'macos-disk': program('/bin/df', '-k', '/')
}
