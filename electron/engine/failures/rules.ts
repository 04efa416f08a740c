/** What the engines' words mean: one line for each message that asks something else of a person. */
import type { Failure } from '../../../contract/failure'

/** A Failure whose message is filled in by who applies the rule. */
export type Meaning = Failure extends infer F ? (F extends Failure ? Omit<F, 'message'> : never) : never

export interface Rule {
  readonly pattern: RegExp
  readonly meaning: (match: RegExpExecArray) => Meaning
}

const rule = (pattern: RegExp, meaning: Rule['meaning'] | Meaning): Rule => ({
  pattern,
  meaning: typeof meaning === 'function' ? meaning : () => meaning
})

/** Of a user the engine says no more than an id, or a name: whoever knows the containers fills in the rest. */
const user = (id: string, { name = id, running = false } = {}) => ({ id, name: name.replace(/^\//, ''), running })
const container = (name?: string): Meaning => ({
  kind: 'not-found',
  subject: 'container',
  name: name?.replace(/^\//, '')
})
const portTaken = (port?: string): Meaning => ({
  kind: 'conflict',
  reason: 'port-taken',
  name: port,
  remedy: { kind: 'choose-port' }
})
const nameTaken = (name?: string, id?: string): Meaning => ({
  kind: 'conflict',
  reason: 'name-taken',
  name: name?.replace(/^\//, ''),
  users: id === undefined ? undefined : [user(id, { name: name ?? id })],
  remedy: { kind: 'rename' }
})
const imageUsed = (id: string | undefined, { running = false, force = true } = {}): Meaning => ({
  kind: 'conflict',
  reason: 'in-use',
  users: id === undefined ? undefined : [user(id, { running })],
  remedy: force ? { kind: 'force' } : undefined
})
const network = (host?: string): Meaning => ({ kind: 'network', host, remedy: { kind: 'retry' } })
const untrusted = (host: string | undefined, reason: 'certificate' | 'plain'): Meaning => ({
  kind: 'network',
  host,
  reason,
  remedy: host === undefined ? { kind: 'retry' } : { kind: 'trust-registry', registry: host }
})
/** `Get "https://registry.example:5000/v2/": tls: …`: whom the engine asked. */
const hostAsked = ({ input }: RegExpExecArray): string | undefined =>
  /(?:Get|Head|Post|Put|Patch) "?https?:\/\/([^/"\s]+)/i.exec(input)?.[1]

/** `docker.io/library/busybox:1` → `docker.io`, `busybox` → `docker.io`: the registry that a sign-in would go to. */
function registryOf(reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined
  const [first = '', ...rest] = reference.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}
const signIn = (registry?: string): Meaning => ({
  kind: 'auth-required',
  registry,
  remedy: registry === undefined ? undefined : { kind: 'sign-in', registry }
})

/**
 * First match wins. The texts are those of moby 20.10 to 29 (`daemon/`, `api/`, containerd's resolver), of Docker Desktop's
 * port forwarder and of Podman 4 and 5; see engine-failure.test.ts, which keeps a sample of each.
 */
export const rules: readonly Rule[] = [
  rule(/no space left on device|disk quota exceeded|not enough space on the disk/i, { kind: 'disk-full' }),

  // Names.
  rule(/container name "([^"]+)" is already in use by (?:container )?"?([0-9a-f]{12,64})?/i, ([, name, id]) =>
    nameTaken(name, id)
  ),
  rule(
    /network with name (\S+) already exists|volume with name (\S+) already exists|pod with name (\S+) already exists/i,
    (found) => nameTaken(found[1] ?? found[2] ?? found[3])
  ),
  rule(/^create (\S+): .*volume name must be unique/i, ([, name]) => nameTaken(name)),

  // Ports: `Bind for 0.0.0.0:80 failed`, `listen tcp4 0.0.0.0:80: bind`, `bind host port for 0.0.0.0:80:172.17.0.2:80/tcp`, `TCP [::]:80 ->`.
  rule(/cannot expose privileged port|bind: permission denied/i, { kind: 'permission-denied', subject: 'other' }),
  rule(/Bind for \S*:(\d+) failed: port is already allocated/i, ([, port]) => portTaken(port)),
  rule(/bind host port(?: for)? (?:\[[^\]]*\]|[\d.]+):(\d+)\S*: address already in use/i, ([, port]) =>
    portTaken(port)
  ),
  rule(
    /(?:exposing port )?(?:TCP|UDP|SCTP) \S*:(\d+) -> .*(?:already in use|only one usage|forbidden by its access)/is,
    ([, port]) => portTaken(port)
  ),
  rule(
    /listen (?:tcp|udp|sctp)[46]? \S*:(\d+): bind: (?:address already in use|only one usage|an attempt was made)/is,
    ([, port]) => portTaken(port)
  ),
  rule(/(?:port is already allocated|bind: address already in use)/i, () => portTaken()),

  // Images that something keeps.
  rule(/image is being used by running container ([0-9a-f]+)/i, ([, id]) =>
    imageUsed(id, { running: true, force: false })
  ),
  rule(/image is being used by (?:stopped container |paused container )?([0-9a-f]{12,64})/i, ([, id]) => imageUsed(id)),
  rule(/container ([0-9a-f]{12,64}) is using its referenced image/i, ([, id]) => imageUsed(id)),
  rule(/image used by ([0-9a-f]{12,64}): image is in use/i, ([, id]) => imageUsed(id)),
  rule(/image is referenced in (?:multiple|one or more) repositories/i, {
    kind: 'conflict',
    reason: 'several-references',
    remedy: { kind: 'force' }
  }),
  rule(/has dependent child images/i, { kind: 'conflict', reason: 'in-use' }),

  // Volumes and networks that something keeps.
  rule(/volume is in use(?: - \[([0-9a-f, ]+)\])?/i, ([, ids]) => ({
    kind: 'conflict',
    reason: 'in-use',
    users: ids?.split(/,\s*/).map((id) => user(id))
  })),
  rule(/volume .* is being used by the following container\(s\): ([0-9a-f, ]+)/i, ([, ids]) => ({
    kind: 'conflict',
    reason: 'in-use',
    users: ids?.split(/,\s*/).map((id) => user(id.trim()))
  })),
  rule(/has active endpoints(?: \((name:.{1,2000})\))?/i, ([, list = '']) => {
    const users = [...list.matchAll(/name:"([^"]+)" id:"([0-9a-f]+)"/g)]
    return {
      kind: 'conflict',
      reason: 'in-use',
      users: users.length === 0 ? undefined : users.map(([, name, id = '']) => user(id, { name, running: true }))
    }
  }),

  // What state a container is in.
  rule(
    /cannot remove a running container|container is (?:running|restarting): stop the container before removing|cannot be removed without force/i,
    {
      kind: 'conflict',
      reason: 'running',
      remedy: { kind: 'force' }
    }
  ),
  rule(/is not paused/i, { kind: 'conflict', reason: 'other' }),
  rule(/is already paused|removal of container .* is already in progress|is already (?:started|stopped|running)/i, {
    kind: 'conflict',
    reason: 'already'
  }),
  rule(/paused container|container is paused|is paused[,.]|try unpause/i, { kind: 'conflict', reason: 'paused' }),
  rule(
    /is not running|container not running|can only kill running containers|is not in a running state|container state improper/i,
    {
      kind: 'conflict',
      reason: 'not-running'
    }
  ),

  // Inside a container: its program, its files.
  rule(/exec: "([^"]+)": executable file (?:`[^`]+` )?not found/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'command',
    name
  })),
  rule(/executable file `?([^`\s]+)`? not found in \$PATH/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'command',
    name
  })),
  rule(/exec: "([^"]+)": (?:stat )?\S*:? ?no such file or directory/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'command',
    name
  })),
  rule(/exec: "([^"]+)": (?:is a directory: )?permission denied/i, { kind: 'permission-denied', subject: 'file' }),
  rule(/exec format error|image operating system .* cannot be used/i, {
    kind: 'unsupported'
  }),
  rule(
    /no match(?:ing manifest)? for (?:platform in manifest|([a-z0-9_/.-]+))|does not match the (?:specified|detected) platform(?:.*wanted:? ([a-z0-9_/.-]+))?/i,
    ([, missing, wanted]) => ({ kind: 'not-found', subject: 'platform', name: missing ?? wanted })
  ),
  rule(/bind source path does not exist: (.+)/i, ([, name]) => ({ kind: 'not-found', subject: 'file', name })),
  rule(/could not find the file (.+?) in container/i, ([, name]) => ({ kind: 'not-found', subject: 'file', name })),
  rule(/chdir to cwd \("([^"]+)"\).*no such file/i, ([, name]) => ({ kind: 'not-found', subject: 'file', name })),
  rule(/mounts denied|marked read-only/i, { kind: 'permission-denied', subject: 'file' }),

  // Registries. What they refuse comes before what is missing: a private image is called missing to those who may not see it.
  rule(/toomanyrequests|too many requests|pull rate limit/i, { kind: 'rate-limited' }),
  rule(/failed to resolve reference "([^"]+)": pull access denied/i, ([, name]) => denied(name)),
  rule(/pull access denied for (\S+?),/i, ([, name]) => denied(name)),
  rule(/(?:incorrect username or password|unauthorized: authentication failed|login attempt to .* failed)/i, () =>
    signIn()
  ),
  rule(
    /unauthorized|no basic auth credentials|requested access to the resource is denied|insufficient_scope|authentication required/i,
    () => signIn()
  ),
  rule(/manifest for (\S+) not found|manifest unknown|name unknown|repository name not known/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'image',
    name
  })),
  rule(/failed to resolve reference "([^"]+)": \S+: not found/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'image',
    name
  })),
  rule(/^docker\.io\/(\S+?): not found$/i, ([, name]) => ({ kind: 'not-found', subject: 'image', name })),
  rule(/x509: |tls: failed to verify certificate/i, (match) => untrusted(hostAsked(match), 'certificate')),
  rule(/server gave HTTP response to HTTPS client/i, (match) => untrusted(hostAsked(match), 'plain')),
  rule(/dial tcp: lookup ([\w.-]+)/i, ([, host]) => network(host)),
  rule(/(?:Get|Head|Post|Put) "?https?:\/\/([^/":\s]+(?::\d+)?)/i, ([, host]) => network(host)),
  rule(/dial tcp|no such host|i\/o timeout|TLS handshake timeout|proxyconnect/i, () => network()),

  // What is not there.
  rule(/no such container: (\S+)/i, ([, name]) => container(name)),
  rule(/no container with name or ID "([^"]+)" found/i, ([, name]) => container(name)),
  rule(/no such container/i, () => container()),
  rule(/no such image: (\S+)|an image does not exist locally with the tag: (\S+)/i, ([, first, second]) => ({
    kind: 'not-found',
    subject: 'image',
    name: first ?? second
  })),
  rule(/reference does not exist|no such image|(\S+): image not known/i, ([, name]) => ({
    kind: 'not-found',
    subject: 'image',
    name
  })),
  rule(/get (\S+): no such volume|no such volume: (\S+)|no volume with name "([^"]+)"/i, (found) => ({
    kind: 'not-found',
    subject: 'volume',
    name: found[1] ?? found[2] ?? found[3]
  })),
  rule(/no such volume/i, { kind: 'not-found', subject: 'volume' }),
  rule(/network (\S+) not found|no such network: (\S+)|unable to find network with name or ID (\S+?):/i, (found) => ({
    kind: 'not-found',
    subject: 'network',
    name: found[1] ?? found[2] ?? found[3]
  })),
  rule(/no such exec/i, { kind: 'not-found', subject: 'other' }),

  // What was asked for is not right.
  rule(/invalid container name/i, { kind: 'invalid-input', field: 'name' }),
  rule(/invalid reference format|repository name must be/i, { kind: 'invalid-input', field: 'image' }),
  rule(/invalid environment variable/i, { kind: 'invalid-input', field: 'environment' }),
  rule(/invalid (?:volume specification|mount config|mount path|mode)|duplicate mount point/i, {
    kind: 'invalid-input',
    field: 'volumes'
  }),
  rule(/invalid (?:containerPort|hostPort|port specification|port range)|invalid proto/i, {
    kind: 'invalid-input',
    field: 'ports'
  }),
  rule(/no command specified/i, { kind: 'invalid-input', field: 'command' }),
  rule(/client version .* is too (?:new|old)/i, { kind: 'unsupported' }),
  rule(/permission denied while trying to connect to the docker daemon socket/i, {
    kind: 'permission-denied',
    subject: 'socket'
  })
]

/** The registry does not say whether an image is private or not there: signing in is what may help. */
function denied(reference: string | undefined): Meaning {
  return signIn(registryOf(reference))
}
