/** docker's commands that fill no form: what each takes (docker/cli 20.10 to 29), and what of it the window takes along. */
import { flags, type FlagTable } from './run-flags'

interface DeedTable {
  readonly flags: FlagTable
  /** Flags that the window takes along, or does by itself in any case. */
  readonly held: readonly string[]
  /** How many arguments it can use; what stands behind them is named as left out. */
  readonly most: number
  /** What follows the first argument is the container's own: no flag of docker's. */
  readonly program?: true
}

const deed = (
  [valued, switches]: readonly [string, string],
  held: string,
  most: number,
  more: Pick<DeedTable, 'program'> = {}
): DeedTable => ({
  flags: [...(valued === '' ? [] : flags(true, valued)), ...(switches === '' ? [] : flags(false, switches))],
  held: held === '' ? [] : held.split(' '),
  most,
  ...more
})
const many = Number.MAX_SAFE_INTEGER

export const deeds = {
  // Ids and commands are whole in the window: nothing is to be kept from being cut.
  ps: deed(
    ['f|filter format n|last', 'a|all l|latest no-trunc q|quiet s|size'],
    'filter format last all latest no-trunc quiet size',
    0
  ),
  start: deed(['checkpoint checkpoint-dir detach-keys', 'a|attach i|interactive'], '', many),
  stop: deed(['s|signal t|time timeout', ''], 'time timeout', many),
  restart: deed(['s|signal t|time timeout', ''], 'time timeout', many),
  pause: deed(['', ''], '', many),
  unpause: deed(['', ''], '', many),
  kill: deed(['s|signal', ''], 'signal', many),
  // The question before it says what it does by force.
  rm: deed(['', 'f|force l|link v|volumes'], 'force volumes', many),
  // The window's logs follow by themselves.
  logs: deed(['since until n|tail', 'details f|follow t|timestamps'], 'follow', 1),
  attach: deed(['detach-keys', 'no-stdin sig-proxy'], '', 1),
  exec: deed(
    ['detach-keys e|env env-file u|user w|workdir', 'd|detach i|interactive privileged t|tty'],
    'env user workdir interactive privileged tty',
    many,
    { program: true }
  ),
  top: deed(['', ''], '', 1, { program: true }),
  stats: deed(['format', 'a|all no-stream no-trunc'], 'no-trunc', many),
  diff: deed(['', ''], '', 1),
  port: deed(['', ''], '', 1),
  inspect: deed(['f|format type', 's|size'], 'format type', many),
  commit: deed(['a|author c|change m|message', 'p|pause no-pause'], 'author change message', 2),
  // A dialog asks for the file.
  export: deed(['o|output', ''], 'output', 1),
  rename: deed(['', ''], '', 2),
  wait: deed(['', ''], '', 1),
  update: deed(
    [
      `blkio-weight cpu-period cpu-quota cpu-rt-period cpu-rt-runtime c|cpu-shares cpus cpuset-cpus cpuset-mems
       kernel-memory m|memory memory-reservation memory-swap pids-limit restart`,
      ''
    ],
    '',
    1
  ),
  cp: deed(['', 'a|archive L|follow-link q|quiet'], 'quiet', 2),
  'container-prune': deed(['filter', 'f|force'], 'force', 0),
  images: deed(['f|filter format', 'a|all digests no-trunc q|quiet tree'], 'filter digests no-trunc', 1),
  rmi: deed(['platform', 'f|force no-prune'], 'force', many),
  tag: deed(['', ''], '', 2),
  push: deed(['platform', 'a|all-tags disable-content-trust q|quiet'], 'quiet', 1),
  history: deed(['format platform', 'H|human no-trunc q|quiet'], 'human no-trunc', 1),
  'image-inspect': deed(['f|format platform', ''], 'format', many),
  import: deed(['c|change m|message platform', ''], 'change message', 2),
  save: deed(['o|output platform', ''], 'output', many),
  load: deed(['i|input platform', 'q|quiet'], 'input quiet', 0),
  'image-prune': deed(['filter', 'a|all f|force'], 'all force', 0),
  login: deed(['p|password u|username', 'password-stdin'], 'username password-stdin', 1),
  logout: deed(['', ''], '', 1),
  version: deed(['f|format kubeconfig', ''], '', 0),
  info: deed(['f|format', ''], '', 0),
  'system-df': deed(['format', 'v|verbose'], 'verbose', 0)
} as const satisfies Readonly<Record<string, DeedTable>>
export type DeedName = keyof typeof deeds

const isDeed = (text: string): text is DeedName => Object.hasOwn(deeds, text)

/** The longer forms, and docker's own aliases. */
const longer: ReadonlyMap<string, DeedName> = new Map<string, DeedName>([
  ['container ls', 'ps'],
  ['container list', 'ps'],
  ['container ps', 'ps'],
  ['container remove', 'rm'],
  ['container inspect', 'inspect'],
  ['container prune', 'container-prune'],
  ['image ls', 'images'],
  ['image list', 'images'],
  ['image rm', 'rmi'],
  ['image remove', 'rmi'],
  ['image inspect', 'image-inspect'],
  ['image prune', 'image-prune'],
  ['system df', 'system-df'],
  ['system info', 'info']
])

/** Which it is, and how many words say so. */
export function deedOf(first: string, second: string | undefined): { deed: DeedName; words: 1 | 2 } | undefined {
  const long = longer.get(`${first} ${second ?? ''}`)
  if (long !== undefined) return { deed: long, words: 2 }
  return isDeed(first) && !first.includes('-') ? { deed: first, words: 1 } : undefined
}
