/** One text as somebody pastes it, with what must be read in it. */
import type { System } from '../../checks/check'
import type { VerdictKind } from '../verdict'

export interface Sample {
  readonly name: string
  /** Where its form is from. Names of people, computers and networks are made up, and tables shortened. */
  readonly source: string
  readonly text: string
  readonly system: System
  readonly verdict: VerdictKind
  /** Ids of checks with their outcome; all others may have any. */
  readonly met?: readonly string[]
  readonly notMet?: readonly string[]
  readonly unknown?: readonly string[]
  /** What checks must say: a check's id, and words or values of what it found. */
  readonly says?: Readonly<Record<string, RegExp>>
}

type Row = readonly [label: string, value: string]

/** Columns of a terminal that a text of East Asia takes. */
const columns = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 : 1), 0)
const padded = (label: string, width: number): string => label + ' '.repeat(Math.max(width - columns(label), 1))

/** systeminfo's table: its second column begins where the language's longest label ends. */
export const table = (width: number, rows: readonly Row[]): string =>
  rows.map(([label, value]) => `${padded(label, width)}${value}\n`).join('')

/** As an old console of so many columns copies it: broken anywhere. */
export const wrapped = (text: string, width = 80): string =>
  text
    .split('\n')
    .map((line) => (line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']).join('\n'))
    .join('\n')

/** As a mail breaks it: at words. */
export const mailed = (text: string, width = 72): string =>
  text
    .split('\n')
    .map((line) =>
      line.length <= width ? line : line.replace(new RegExp(`(.{${width - 20},${width}}) +(?=\\S)`, 'gu'), '$1\n')
    )
    .join('\n')
export const quoted = (text: string): string => text.replace(/^/gm, '> ')

/** The first half of `docker version`: docs.docker.com/reference/cli/docker/version. */
export const client = (version: string, api: string, os = 'linux/amd64'): string => `Client: Docker Engine - Community
 Version:           ${version}
 API version:       ${api}
 Go version:        go1.22.5
 Git commit:        74a14c0
 Built:             Fri Jul 18 10:00:00 2025
 OS/Arch:           ${os}
 Context:           default
`
