/** What the stand-in for Docker Hub finds by its searches. */

/** One entry of `GET /v2/search/repositories/`; `badge` and `architectures` are what the newer search adds. */
export interface HubRepository {
  readonly repo_name: string
  readonly short_description?: string
  readonly star_count?: number
  readonly pull_count?: number
  readonly repo_owner?: string
  readonly is_official?: boolean
  readonly is_automated?: boolean
  readonly badge?: 'official' | 'verified_publisher' | 'open_source'
  readonly architectures?: readonly string[]
}

/** As Hub has it today, cut short: official images go without an owner. */
export const hubRepositories: readonly HubRepository[] = [
  {
    repo_name: 'hello-world',
    short_description: 'Hello World! (an example of minimal Dockerization)',
    star_count: 2400,
    pull_count: 12_000_000_000,
    repo_owner: '',
    is_official: true,
    is_automated: false,
    badge: 'official',
    architectures: ['386', 'amd64', 'arm', 'arm64', 'ppc64le', 'riscv64', 's390x']
  },
  {
    repo_name: 'kitematic/hello-world-nginx',
    short_description: 'A light-weight nginx container that demonstrates the features of Kitematic',
    star_count: 153,
    pull_count: 10_000_000,
    repo_owner: '',
    is_official: false,
    is_automated: true,
    badge: 'verified_publisher',
    architectures: ['amd64']
  },
  {
    repo_name: 'someone/hello-world-long',
    short_description: `${'A description that is longer than a line of a list, and that must be there to its last word. '.repeat(4)}The last word.`,
    star_count: 0,
    pull_count: 7,
    repo_owner: '',
    is_official: false,
    is_automated: false,
    architectures: ['amd64', 'arm64']
  },
  // No name that Hub would take: whoever answers in its place may give any.
  { repo_name: 'مرسى/\u202egpj.exe', short_description: '<img src=x onerror=alert(1)> ميناء harbour' },
  { repo_name: 'many/tags', short_description: 'Ten thousand tags of a harbour', star_count: 1, pull_count: 2 },
  ...Array.from({ length: 60 }, (_, index) => ({
    repo_name: `library-of-${index}/hello-page`,
    short_description: `Page filler ${index}`,
    star_count: 60 - index,
    pull_count: 100 * index,
    repo_owner: '',
    is_official: false,
    is_automated: false
  }))
]
