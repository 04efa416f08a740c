/** The book of connections, from what discovery found and what their files hold. */
import {
  dockerVariables,
  type Certificate,
  type ConnectionBook,
  type ConnectionFacts
} from '../../../../contract/connections/book/model'
import { contextNameProblem } from '../../../../contract/connections/context-name'
import { configFolder } from '../../../engine/discovery/contexts'
import type { Found } from '../../../engine/discovery/found'
import type { Surroundings } from '../../../engine/discovery/surroundings'
import { formatEndpoint, type Endpoint } from '../../../engine/endpoint'
import type { EngineList } from '../../../engine/engines'
import { certificatesOf } from '../../../engine/tls/certificates'

type BookEngines = Pick<EngineList, 'discovered' | 'snapshot' | 'foundAs' | 'isGone'>

export async function readBook(engines: BookEngines, surroundings: Surroundings): Promise<ConnectionBook> {
  const { env } = surroundings
  const { cli, problems } = engines.discovered()
  const present = engines.snapshot().connections.map(({ id }) => ({
    found: engines.foundAs(id),
    gone: engines.isGone(id)
  }))
  const facts = await Promise.all(present.map(({ found, gone }) => factsOf(found, gone, env)))
  return {
    folder: configFolder(surroundings),
    variables: dockerVariables.flatMap((name) => {
      const value = env[name] ?? ''
      return value === '' ? [] : [{ name, value }]
    }),
    cli,
    problems: [...problems],
    facts
  }
}

async function factsOf(found: Found, gone: boolean, env: Surroundings['env']): Promise<ConnectionFacts> {
  const { id, endpoint, context, cli } = found
  const tls = endpoint.kind === 'tcp' ? endpoint.tls : undefined
  const editable = context !== undefined && contextNameProblem(context.name) === undefined
  const forcesTls = (env['DOCKER_TLS_VERIFY'] ?? '') !== '' || (env['DOCKER_TLS'] ?? '') !== ''
  return {
    connection: id,
    address: {
      host: context?.host ?? formatEndpoint(endpoint),
      ca: tls?.ca ?? '',
      cert: tls?.cert ?? '',
      key: tls?.key ?? '',
      skipTlsVerify: tls?.verify === false
    },
    security: securityOf(endpoint),
    context:
      editable && !gone
        ? {
            name: context.name,
            description: context.description,
            file: context.file,
            otherEndpoints: [...context.otherEndpoints]
          }
        : undefined,
    certificates: (await certificatesOf(endpoint)).map(
      ({ role, file, subject, validFrom, validTo, problem }): Certificate => ({
        use: role,
        file,
        subject: subject === '' ? undefined : subject,
        from: validFrom,
        until: validTo,
        problem
      })
    ),
    cliCurrent: cli.length === 0 && !gone,
    gone,
    spoiledByTls: forcesTls && context === undefined && tls === undefined
  }
}

function securityOf(endpoint: Endpoint): ConnectionFacts['security'] {
  const address = formatEndpoint(endpoint)
  if (address.startsWith('ssh://')) return 'ssh'
  if (endpoint.kind === 'unix' || endpoint.kind === 'pipe') return 'local'
  if (endpoint.kind !== 'tcp') return 'other'
  if (endpoint.tls === undefined) return 'plain'
  return endpoint.tls.verify ? 'tls' : 'tls-unverified'
}
