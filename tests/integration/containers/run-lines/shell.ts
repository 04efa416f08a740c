/** A line as a shell reads it: the words that docker would get. */
import { execute } from '../../command/docker-cli'
import type { RunLine } from './run-line'

/** Where the lines are read: what `$(pwd)` and `~` are. */
export const folder = '/srv'
const home = '/root'

/** What the shell knows. */
export const variables: Readonly<Record<string, string>> = {
  HOME: home,
  GITLAB_HOME: '/srv/gitlab',
  PIHOLE_BASE: '/srv/pihole',
  PASSWORD: 'a"secret"value',
  TOKEN: 'token=1',
  DISPLAY: ':0',
  MYVAR1: 'one',
  today: 'Wednesday'
}

const reader = `
docker() { printf '%s\\0' "$@"; exit 0; }
function /usr/bin/docker { docker "$@"; }
sudo() { while [[ $1 == -* ]]; do shift; done; "$@"; }
cd ${folder} && eval "$LINE"
`

/** The words after `docker`; nothing of the line is run. Throws where it never comes to docker. */
export async function shellWords({ line, posix = line }: RunLine): Promise<string[]> {
  const plain = posix.replace(/^\s*(?:[\w@:~/-]*\$|#) (?=docker)/, '').replaceAll('\r\n', '\n')
  const { stdout, stderr } = await execute('bash', ['-c', reader], { ...variables, LINE: plain })
  const words = stdout.split('\0').slice(0, -1)
  if (words.length === 0) throw new Error(`No docker in ${plain}: ${stderr}`)
  return words
}

/** docker's flags with one letter that take a value. */
const valued = new Set([...'acehlmpuvw'])
const longSwitches = new Set(
  `detach disable-content-trust help init interactive no-healthcheck oom-kill-disable privileged publish-all quiet
   read-only rm sig-proxy tty use-api-socket`.split(/\s+/)
)
/** `docker run` alone knows them. */
const onlyRun = /^--(?:detach|sig-proxy|detach-keys)(?:=|$)/

export interface CreateWords {
  /** `create …`, without what `docker create` does not know. */
  readonly words: readonly string[]
  /** Long names of the flags. */
  readonly flags: readonly string[]
  /** Where the image stands among the words. */
  readonly image: number
}

/** The words of `docker … run …` as those of `docker create`. */
export function createWords(given: readonly string[]): CreateWords {
  const at = given.findIndex((word) => word === 'run' || word === 'create')
  const words = ['create']
  const flags: string[] = []
  let index = at + 1
  for (; index < given.length; index++) {
    const word = given[index] ?? ''
    if (!word.startsWith('-') || word === '-') break
    if (word === '--') {
      words.push(word)
      index++
      break
    }
    const takes = word.startsWith('--') ? takesNext(word) : clusterTakesNext(word)
    if (word.startsWith('--')) flags.push(word.slice(2).split('=')[0] ?? '')
    const next = takes ? given[index + 1] : undefined
    if (takes) index++
    const kept = word.startsWith('--') ? (onlyRun.test(word) ? undefined : word) : withoutDetach(word)
    if (kept !== undefined) words.push(kept, ...(next === undefined ? [] : [next]))
  }
  return { words: [...words, ...given.slice(index)], flags, image: words.length }
}

const takesNext = (word: string): boolean => !word.includes('=') && !longSwitches.has(word.slice(2))

function clusterTakesNext(word: string): boolean {
  const at = [...word].findIndex((letter, index) => index > 0 && valued.has(letter))
  return at === word.length - 1
}

/** `-itd` is `-it`, `-dp80:80` is `-p80:80`. */
function withoutDetach(word: string): string | undefined {
  if (/^-d(?:=|$)/.test(word)) return undefined
  const letters = [...word.slice(1)]
  const value = letters.findIndex((letter) => valued.has(letter) || letter === '=')
  const switches = value < 0 ? letters : letters.slice(0, value)
  const rest = value < 0 ? [] : letters.slice(value)
  const kept = [...switches.filter((letter) => letter !== 'd'), ...rest].join('')
  return kept === '' ? undefined : `-${kept}`
}
