/** The settings that most people set, as the form shows them. Everything else is in the text. */

export type Field =
  | { readonly kind: 'list'; readonly path: readonly [string]; readonly placeholder: string }
  | { readonly kind: 'text'; readonly path: readonly string[]; readonly placeholder?: string }
  | { readonly kind: 'number'; readonly path: readonly [string]; readonly preset: number }
  | { readonly kind: 'switch'; readonly path: readonly [string]; readonly preset: boolean }
  | { readonly kind: 'choice'; readonly path: readonly [string]; readonly values: readonly string[] }
  | { readonly kind: 'pools'; readonly path: readonly ['default-address-pools'] }

export interface FieldGroup {
  /** `engine-settings.group` */
  readonly name: 'registries' | 'logs' | 'storage' | 'network' | 'running' | 'proxies'
  readonly fields: readonly Field[]
}

export const fieldGroups: readonly FieldGroup[] = [
  {
    name: 'registries',
    fields: [
      { kind: 'list', path: ['registry-mirrors'], placeholder: 'https://mirror.example' },
      { kind: 'list', path: ['insecure-registries'], placeholder: 'registry.example:5000' },
      { kind: 'number', path: ['max-concurrent-downloads'], preset: 3 }
    ]
  },
  {
    name: 'logs',
    fields: [
      {
        kind: 'choice',
        path: ['log-driver'],
        values: ['json-file', 'local', 'journald', 'syslog', 'gelf', 'fluentd', 'awslogs', 'splunk', 'none']
      },
      { kind: 'text', path: ['log-opts', 'max-size'], placeholder: '10m' },
      { kind: 'text', path: ['log-opts', 'max-file'], placeholder: '3' }
    ]
  },
  { name: 'storage', fields: [{ kind: 'text', path: ['data-root'], placeholder: '/var/lib/docker' }] },
  {
    name: 'network',
    fields: [
      { kind: 'list', path: ['dns'], placeholder: '192.0.2.53' },
      { kind: 'pools', path: ['default-address-pools'] },
      { kind: 'switch', path: ['ipv6'], preset: false }
    ]
  },
  {
    name: 'running',
    fields: [
      { kind: 'switch', path: ['live-restore'], preset: false },
      { kind: 'switch', path: ['debug'], preset: false },
      { kind: 'switch', path: ['experimental'], preset: false },
      { kind: 'number', path: ['shutdown-timeout'], preset: 15 }
    ]
  },
  {
    name: 'proxies',
    fields: [
      { kind: 'text', path: ['proxies', 'http-proxy'], placeholder: 'http://proxy.example:3128' },
      { kind: 'text', path: ['proxies', 'https-proxy'], placeholder: 'http://proxy.example:3128' },
      { kind: 'text', path: ['proxies', 'no-proxy'], placeholder: 'localhost,.example' }
    ]
  }
]
