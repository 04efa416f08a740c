/** Makes the steps of plans: short to write down, so that a plan reads as its source does. */
import type english from '../../../locales/en/prerequisites-install.json'
import type { InstallStep } from './model'

/** Each kind of step has its sentences: what it does, and what follows from it. */
export type StepSentence = keyof (typeof english)['step']

type Values = Record<string, string | number>
type More = Partial<Pick<InstallStep, 'check' | 'undo' | 'asRoot' | 'id'>> & { readonly values?: Values }

function step(name: StepSentence, doing: InstallStep['doing'], { values, ...more }: More): InstallStep {
  const said = (part: 'says' | 'explains') => ({
    key: `prerequisites-install.step.${name}.${part}`,
    ...(values === undefined ? {} : { values })
  })
  return { id: name, says: said('says'), explains: said('explains'), doing, asRoot: doing.kind !== 'hand', ...more }
}

/** With an administrator's rights, unless `asRoot` says otherwise. */
export const run = (name: StepSentence, words: readonly string[], more: More = {}): InstallStep =>
  step(name, { kind: 'run', words: [...words] }, more)

export const script = (name: StepSentence, text: string, more: More = {}): InstallStep =>
  step(name, { kind: 'script', text }, more)

export const write = (name: StepSentence, path: string, text: string, more: More = {}): InstallStep =>
  step(name, { kind: 'write', path, mode: '0644', text }, more)

export const hand = (name: StepSentence, link?: string, more: More = {}): InstallStep =>
  step(name, link === undefined ? { kind: 'hand' } : { kind: 'hand', link }, more)

/** A step that stands in a list only where it applies. */
export const when = (applies: boolean, ...steps: readonly InstallStep[]): readonly InstallStep[] =>
  applies ? steps : []
