/** What a failed step's own words mean, where they are well known: what a person can do about it. */
import type english from '../../../locales/en/prerequisites-install.json'

export type Hint = keyof (typeof english)['hint']

/** Looked for in this order; the programs speak English, or the words are names. */
const known: ReadonlyArray<readonly [RegExp, Hint]> = [
  // E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1234 (unattended-upgr)
  [
    /Could not get lock|is held by process|another (?:copy|app|package manager)|database is locked|Unable to lock database/i,
    'locked'
  ],
  // E: dpkg was interrupted, you must manually run 'sudo dpkg --configure -a'
  [/dpkg was interrupted/i, 'dpkg-interrupted'],
  // E: Unmet dependencies. Try 'apt --fix-broken install'
  [
    /unmet dependencies|held broken packages|nothing provides|conflicting requests|could not satisfy dependencies/i,
    'dependencies'
  ],
  [/No space left on device|enough free space|Disk full/i, 'disk-full'],
  // curl: (6) Could not resolve host: download.docker.com
  [
    /Could not resolve|Temporary failure|Couldn't resolve|Name or service not known|Could not connect|Failed to connect|Network is unreachable|Connection timed out|curl: \((?:5|6|7|28|35|56)\)/i,
    'no-network'
  ],
  // E: The repository 'https://download.docker.com/linux/debian sid Release' does not have a Release file.
  [/does not have a Release file|Status code: 404|404 +Not Found/i, 'no-release'],
  [/NO_PUBKEY|is not signed|signatures? (?:couldn't|could not) be verified|GPG (?:error|check FAILED)/i, 'signature'],
  [/certificate (?:verify failed|has expired)|SSL certificate problem|curl: \(60\)/i, 'certificate'],
  [
    /Unable to locate package|has no installation candidate|unable to select packages|No match for argument|target not found|No provider of/i,
    'no-package'
  ],
  // Job for docker.service failed because the control process exited with error code.
  [/Job for docker\.service failed|Unit docker\.service/i, 'service'],
  [/virtualization|0x80370102|HCS_E_HYPERV_NOT_INSTALLED|hypervisor/i, 'virtualization']
]

export const hintOf = (output: string): Hint | undefined => known.find(([pattern]) => pattern.test(output))?.[1]
