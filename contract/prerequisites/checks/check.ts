/**
 * A check: a pure function over what the system answered. Every system's checks run everywhere, over recorded answers too: what is
 * pasted from another computer is judged by the same rules.
 *
 * How a check is added: `checks/SYSTEM/NAME.ts` exports one Check with the id `SYSTEM-NAME`, its probes stand in
 * `checks/SYSTEM/probes.ts` (named `SYSTEM-…`; two checks may read the same), and it has a line in `checks/SYSTEM/checks.ts`. SYSTEM is
 * `linux`, `windows`, `macos` or `engine`. What it says stands in `locales/{en,fr}/prerequisites-SYSTEM.json` under NAME: `title` (what
 * is checked), `why` (why Docker needs it), `needed`, `found.…`, `cure.…`. What every check may say (no answer, asked of nobody) is in
 * `prerequisites.json`, by `./read`. all.test.ts holds every check to this, with any answer.
 */
import type { CheckOutcome, CheckResult, Cure, Said } from '../model'

/** How one probe ended. Nothing of it is parsed: a check reads the text itself, and tolerates any. */
export type Answer =
  | {
      readonly kind: 'answered'
      /** Of a program what it wrote, its errors after its output. */
      readonly text: string
      /** Of a program: its exit code. */
      readonly code?: number
    }
  /** There is no such program or file. */
  | { readonly kind: 'missing' }
  /** The system does not let this person look; its words. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'timed-out' }
  /** It was not asked: of another computer nobody pasted it. */
  | { readonly kind: 'not-asked' }

/** What is asked of a system: a program with its words, a file to read, or a fact that the app itself knows. All read only. */
export type Probe =
  | { readonly kind: 'program'; readonly program: string; readonly words: readonly string[] }
  | { readonly kind: 'file'; readonly path: string }
  /** A name that the main process knows how to answer (electron/features/prerequisites/facts): for what no program tells. */
  | { readonly kind: 'fact'; readonly name: string }

/** Answers by the names of their probes. */
export type Answers = (probe: string) => Answer

export type System = 'linux' | 'win32' | 'darwin'

export interface Judgement {
  readonly outcome: CheckOutcome
  readonly found: Said
  readonly needed: Said
  readonly cures?: readonly Cure[]
}

export interface Check {
  readonly id: string
  readonly group: CheckResult['group']
  readonly required: boolean
  readonly systems: readonly System[]
  /** Names of the probes that it reads: its evidence. */
  readonly probes: readonly string[]
  /** Undefined: it does not apply to this computer. Pure, and never throws: any text may come. */
  readonly judge: (answers: Answers) => Judgement | undefined
}
