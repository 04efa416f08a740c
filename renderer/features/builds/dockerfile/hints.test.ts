import { describe, expect, it } from 'vitest'
import { hintCodes } from './hint'
import { hintsOf } from './hints'

const codes = (source: string) => hintsOf(source).map(({ code }) => code)
/** In a Dockerfile of which nothing else is to be said. */
const within = (lines: string) => codes(`FROM node:22\n${lines}\nUSER node\nCMD ["node"]\n`)
function mended(source: string, code: string): string {
  const hint = hintsOf(source).find((one) => one.code === code)
  const edits = [...(hint?.mend ?? [])].sort((one, other) => other.from - one.from)
  return edits.reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source)
}

const apt = 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*'
/** Each hint: what brings it, and what is near to that and right. */
const cases: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  'many-runs': ['RUN a\nRUN b', 'RUN a\nCOPY b c\nRUN d\nRUN --mount=type=cache,target=/x e'],
  'apt-update-alone': ['RUN apt-get update', apt],
  'apt-install-alone': ['RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*', apt],
  'apt-no-yes': ['RUN apt-get update && apt-get install curl && rm -rf /var/lib/apt/lists/*', apt],
  'apt-not-cleaned': [
    'RUN apt-get update && apt-get install -y curl',
    'RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get -y install curl'
  ],
  'apk-cache': ['RUN apk add curl', 'RUN apk add --no-cache curl'],
  'pip-cache': ['RUN pip install x', 'RUN pip install --no-cache-dir x'],
  sudo: ['RUN sudo make', 'RUN make sudoers'],
  'cd-lost': ['RUN cd /app', 'RUN ls /app'],
  'cd-workdir': ['RUN cd /app && make', 'RUN make -C /app'],
  'secret-env': ['ENV DB_PASSWORD=x', 'ENV DB_PASSWORD= PASSAGE=1 MONKEY=2 TOKENIZER=3'],
  'secret-arg': ['ARG NPM_TOKEN', 'ARG VERSION=1'],
  'root-user': ['USER root\nCMD ["a"]\nFROM node:22\nUSER 0', 'USER 1000:1000'],
  'add-copy': ['ADD a /b', 'ADD https://x/a /b\nADD a.tar.gz /b\nADD --checksum=sha256:1 a b'],
  'copy-early': ['COPY . .\nRUN npm ci', 'COPY package.json .\nRUN npm ci\nCOPY . .']
}

describe('good practice', () => {
  it.each(Object.entries(cases))('%s', (code, [wrong, right]) => {
    const found = code === 'root-user' ? codes(`FROM node:22\n${wrong}\nCMD ["node"]`) : within(wrong)
    expect(found).toContain(code)
    expect(within(right)).not.toContain(code)
  })

  it('is at peace with a good Dockerfile', () => {
    const good = `ARG VERSION=22
FROM node:\${VERSION} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
FROM gcr.io/distroless/nodejs22:nonroot
COPY --from=build /app/dist /app
ENTRYPOINT ["node", "/app/server.js"]
CMD ["--port", "8080"]
`
    expect(codes(good)).toEqual([])
  })

  it('wants a version of the base image, not of a stage, a digest or nothing', () => {
    expect(codes('FROM nginx')).toEqual(['no-tag'])
    expect(codes('FROM localhost:5000/nginx')).toEqual(['no-tag'])
    expect(codes('FROM nginx:latest')).toEqual(['latest'])
    expect(codes('FROM nginx:1 AS a\nFROM a')).toEqual([])
    expect(codes('FROM scratch')).toEqual([])
    expect(codes('FROM nginx@sha256:abc')).toEqual([])
    expect(codes('ARG B\nFROM $B')).toEqual([])
  })

  it('wants a user, also of the stage that it stands on', () => {
    expect(codes('FROM a:1\nCMD ["b"]')).toEqual(['no-user'])
    expect(codes('FROM a:1 AS base\nUSER me\nFROM base\nCMD ["b"]')).toEqual([])
    expect(codes('FROM a:1 AS base\nUSER root\nFROM base\nCMD ["b"]')).toEqual(['root-user'])
  })

  it('knows how ENTRYPOINT and CMD go together', () => {
    const starts = (lines: string) => codes(`FROM a:1\nUSER me\n${lines}`)
    expect(starts('CMD node server.js')).toEqual(['cmd-shell'])
    expect(starts('ENTRYPOINT node server.js')).toEqual(['entrypoint-shell'])
    expect(starts('ENTRYPOINT node\nCMD ["server.js"]')).toEqual(['entrypoint-ignores-cmd'])
    expect(starts('ENTRYPOINT ["node"]\nCMD server.js')).toEqual(['cmd-after-entrypoint'])
    expect(starts('ENTRYPOINT ["node"]')).toEqual(['entrypoint-alone'])
    expect(starts('ENTRYPOINT ["node"]\nCMD ["server.js"]')).toEqual([])
    expect(codes('FROM scratch\nCOPY a /a')).toEqual(['nothing-starts'])
  })

  it('looks at the layers of the last stage only', () => {
    expect(codes('FROM a:1 AS b\nRUN x\nRUN y\nFROM c:1\nCOPY --from=b /x /y')).toEqual([])
  })

  it('mends what it can', () => {
    expect(mended('FROM a:1\nADD b /c', 'add-copy')).toBe('FROM a:1\nCOPY b /c')
    expect(mended('FROM a:1\nRUN cd /app', 'cd-lost')).toBe('FROM a:1\nWORKDIR /app')
    expect(mended('FROM a:1\nCMD node server.js', 'cmd-shell')).toBe('FROM a:1\nCMD ["node", "server.js"]')
    expect(mended('FROM a:1\nRUN make\nRUN make \\\n    install', 'many-runs')).toBe(
      'FROM a:1\nRUN make \\\n    && make \\\n    install'
    )
  })

  it('mends nothing that would mean something else', () => {
    const hint = (source: string, code: string) => hintsOf(source).find((one) => one.code === code)
    for (const source of ['CMD echo $HOME', 'CMD a && b', 'CMD a > b', 'CMD "a b" c', 'CMD a *'])
      expect(hint(`FROM a:1\n${source}`, 'cmd-shell')?.mend, source).toBeUndefined()
    for (const source of ['RUN a || true\nRUN b', 'RUN a; b\nRUN c', 'RUN a &\nRUN b', 'RUN a\n# why\nRUN b']) {
      expect(hint(`FROM a:1\n${source}`, 'many-runs'), source).toBeDefined()
      expect(hint(`FROM a:1\n${source}`, 'many-runs')?.mend, source).toBeUndefined()
    }
  })

  it('says each of its hints in these tests', () => {
    const here = [
      ...Object.keys(cases),
      ...['no-tag', 'latest', 'no-user', 'cmd-shell', 'entrypoint-shell', 'entrypoint-ignores-cmd'],
      ...['cmd-after-entrypoint', 'entrypoint-alone', 'nothing-starts']
    ]
    expect([...new Set(here)].sort()).toEqual([...hintCodes].sort())
  })
})
