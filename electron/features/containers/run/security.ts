/** Security options as the API has them (docker/cli, parseSecurityOpts and parseSystemPaths). */
import { isAbsolute } from 'node:path'
import { invalid } from './refused'
import { FailureError } from '../../../engine/failure-error'

interface SecurityParts {
  readonly SecurityOpt: readonly string[] | undefined
  /** Empty lists: nothing of the system's paths is hidden. */
  readonly MaskedPaths?: readonly string[]
  readonly ReadonlyPaths?: readonly string[]
}

const openPaths = 'systempaths=unconfined'

export function securityParts(options: readonly string[]): SecurityParts {
  for (const option of options) check(option)
  const sent = options.filter((option) => option !== openPaths)
  return {
    SecurityOpt: sent.length === 0 ? undefined : sent,
    ...(options.includes(openPaths) ? { MaskedPaths: [], ReadonlyPaths: [] } : {})
  }
}

function check(option: string): void {
  const [, name, value] = /^([^=:]+)[=:](.+)$/s.exec(option) ?? []
  if (value === undefined && option !== 'no-new-privileges')
    throw invalid('securityOptions', `Invalid --security-opt: ${JSON.stringify(option)}`)
  // Docker's CLI reads a file of its own machine and sends what stands in it; a profile itself is sent as it is.
  if (name !== 'seccomp' || value === undefined || value === 'unconfined' || value === 'builtin' || isProfile(value))
    return
  throw isAbsolute(value) || !value.startsWith('{')
    ? new FailureError({
        kind: 'unsupported',
        message: `--security-opt ${option}: a seccomp profile is given as its JSON, not as a file; "unconfined" and "builtin" are known`
      })
    : invalid('securityOptions', `opening seccomp profile (${value.slice(0, 40)}) failed: no JSON`)
}

function isProfile(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
