/** One script that backs up, writes and tells the engine, for one question of the system. Built from data alone, every word quoted. */
import { quote } from '../../../contract/command/quote'
import type { CommandWords } from '../../../contract/engine-settings/place'
import type { Effect } from '../../../contract/engine-settings/steps'

export interface Scripted {
  readonly path: string
  /** Where the new text waits, or the backup that takes its place again; neither: the file goes. */
  readonly fresh: string | undefined
  readonly restored: string | undefined
  readonly beside: string
  readonly backup: string | undefined
  /** Octal. */
  readonly mode: string
  readonly owner: { readonly uid: number; readonly gid: number } | undefined
  readonly effect: Effect | undefined
  /** Go first, however they end. */
  readonly clear: readonly CommandWords[]
  readonly commands: readonly CommandWords[]
}
export interface Script {
  readonly program: string
  readonly words: readonly string[]
}

const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, '') || '/'

export function administratorScript(work: Scripted, platform: NodeJS.Platform): Script {
  return platform === 'win32' ? forWindows(work) : forPosix(work)
}

function forPosix({ path, fresh, restored, beside, backup, mode, owner, effect, clear, commands }: Scripted): Script {
  const line = (...words: readonly string[]): string => words.map((word) => quote(word, 'posix')).join(' ')
  const whose = owner === undefined ? [] : ['-o', String(owner.uid), '-g', String(owner.gid)]
  const lines = [
    'export LC_ALL=C',
    ...(backup === undefined ? [] : ['echo escale-step backup', line('cp', '-p', path, backup)]),
    'echo escale-step write',
    ...(fresh === undefined
      ? [restored === undefined ? line('rm', '-f', path) : line('mv', '-f', restored, path)]
      : [
          line('mkdir', '-p', folderOf(path)),
          line('install', '-m', mode, ...whose, fresh, beside),
          'sync',
          line('mv', '-f', beside, path)
        ]),
    ...(effect === undefined
      ? []
      : [
          `echo escale-step ${effect}`,
          ...clear.map((words) => `${line(...words)} || true`),
          ...commands.map((words) => line(...words))
        ])
  ]
  return { program: 'sh', words: ['-ec', lines.join('\n')] }
}

function forWindows({ path, fresh, restored, beside, backup, effect, commands }: Scripted): Script {
  const text = (word: string): string => `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`
  const lines = [
    "$ErrorActionPreference = 'Stop'",
    ...(backup === undefined
      ? []
      : ["'escale-step backup'", `Copy-Item -LiteralPath ${text(path)} -Destination ${text(backup)}`]),
    "'escale-step write'",
    ...(fresh === undefined
      ? [
          restored === undefined
            ? `Remove-Item -LiteralPath ${text(path)} -Force`
            : `Move-Item -LiteralPath ${text(restored)} -Destination ${text(path)} -Force`
        ]
      : [
          `New-Item -ItemType Directory -Force -Path ${text(folderOf(path))} | Out-Null`,
          `Copy-Item -LiteralPath ${text(fresh)} -Destination ${text(beside)}`,
          `Move-Item -LiteralPath ${text(beside)} -Destination ${text(path)} -Force`
        ]),
    ...(effect === undefined
      ? []
      : [`'escale-step ${effect}'`, ...commands.map((words) => `& ${words.map(text).join(' ')}`), 'exit $LASTEXITCODE'])
  ]
  return {
    program: 'powershell.exe',
    words: [
      '-NoProfile',
      '-NonInteractive',
      '-EncodedCommand',
      Buffer.from(lines.join('\n'), 'utf16le').toString('base64')
    ]
  }
}
