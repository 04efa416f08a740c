/** What a Dockerfile can say: each instruction's forms, an example and its flags. Their sentences are in `builds-help.json`. */

export interface InstructionEntry {
  readonly forms: readonly string[]
  readonly example: string
  /** Flag, then what its value looks like; empty: it takes none. */
  readonly flags: Readonly<Record<string, string>>
}
const entry = (forms: readonly string[], example: string, flags: InstructionEntry['flags'] = {}): InstructionEntry => ({
  forms,
  example,
  flags
})

const instructionTable = {
  FROM: entry(['FROM [--platform=PLATFORM] IMAGE[:TAG|@DIGEST] [AS NAME]'], 'FROM node:22-alpine AS build', {
    platform: 'linux/amd64'
  }),
  LABEL: entry(['LABEL KEY=VALUE …'], 'LABEL org.opencontainers.image.authors="ada@example.com"'),
  ENV: entry(['ENV KEY=VALUE …'], 'ENV NODE_ENV=production PORT=8080'),
  ARG: entry(['ARG NAME[=DEFAULT] …'], 'ARG VERSION=1.0'),
  RUN: entry(['RUN COMMAND', 'RUN ["PROGRAM", "ARGUMENT", …]', 'RUN <<EOF'], 'RUN npm ci --omit=dev', {
    mount: 'type=cache,target=/root/.npm',
    network: 'none',
    security: 'sandbox'
  }),
  WORKDIR: entry(['WORKDIR /PATH'], 'WORKDIR /app'),
  ADD: entry(
    ['ADD [--FLAG=…] SOURCE … DESTINATION', 'ADD ["SOURCE", …, "DESTINATION"]'],
    'ADD https://example.com/data.tar.gz /data/',
    {
      chown: 'user:group',
      chmod: '755',
      checksum: 'sha256:…',
      'keep-git-dir': '',
      link: '',
      exclude: '*.md'
    }
  ),
  COPY: entry(
    ['COPY [--FLAG=…] SOURCE … DESTINATION', 'COPY ["SOURCE", …, "DESTINATION"]'],
    'COPY --from=build /app/dist /usr/share/nginx/html',
    {
      from: 'STAGE',
      chown: 'user:group',
      chmod: '755',
      link: '',
      parents: '',
      exclude: '*.md'
    }
  ),
  CMD: entry(['CMD ["PROGRAM", "ARGUMENT", …]', 'CMD ["ARGUMENT", …]', 'CMD COMMAND'], 'CMD ["node", "server.js"]'),
  ENTRYPOINT: entry(['ENTRYPOINT ["PROGRAM", "ARGUMENT", …]', 'ENTRYPOINT COMMAND'], 'ENTRYPOINT ["nginx"]'),
  EXPOSE: entry(['EXPOSE PORT[/PROTOCOL] …'], 'EXPOSE 8080/tcp'),
  VOLUME: entry(['VOLUME /PATH …', 'VOLUME ["/PATH", …]'], 'VOLUME /var/lib/data'),
  USER: entry(['USER USER[:GROUP]'], 'USER node'),
  ONBUILD: entry(['ONBUILD INSTRUCTION'], 'ONBUILD COPY . /app'),
  STOPSIGNAL: entry(['STOPSIGNAL SIGNAL'], 'STOPSIGNAL SIGQUIT'),
  HEALTHCHECK: entry(
    ['HEALTHCHECK [--FLAG=…] CMD COMMAND', 'HEALTHCHECK NONE'],
    'HEALTHCHECK --interval=30s CMD wget -qO- http://localhost:8080/ || exit 1',
    { interval: '30s', timeout: '30s', 'start-period': '0s', 'start-interval': '5s', retries: '3' }
  ),
  SHELL: entry(['SHELL ["PROGRAM", "ARGUMENT", …]'], 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]')
} as const satisfies Readonly<Record<string, InstructionEntry>>

export type InstructionName = keyof typeof instructionTable
export const instructionNames = Object.keys(instructionTable) as readonly InstructionName[]
export const isInstruction = (word: string): word is InstructionName => Object.hasOwn(instructionTable, word)
export const entryOf = (name: InstructionName): InstructionEntry => instructionTable[name]

/** Docker's own page about it. */
export const pageOf = (name: InstructionName): string =>
  `https://docs.docker.com/reference/dockerfile/#${name.toLowerCase()}`
