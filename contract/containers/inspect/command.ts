/** `docker inspect --format`, and a path in what inspect says as such a template. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnContainer } from '../requests'

export const inspectFormat = ({ container }: Pick<OnContainer, 'container'>, template: string): CommandLine =>
  docker('inspect')
    .option('format', '--format', template)
    .argument('container', nameOf(container), refersTo(container))
    .line()

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * The template that prints what stands at a path: `{{.State.Status}}`, `{{index .Config.Labels "a.b"}}`; `json` around what
 * holds more.
 */
export function templateOf(steps: ReadonlyArray<string | number>, isBranch: boolean): string {
  let text = ''
  for (const step of steps) {
    if (typeof step === 'string' && plain.test(step)) text = text === '' ? `.${step}` : `${wrapped(text)}.${step}`
    else text = `index ${text === '' ? '.' : wrapped(text)} ${JSON.stringify(step)}`
  }
  const value = text === '' ? '.' : text
  return isBranch ? `{{json ${wrapped(value)}}}` : `{{${value}}}`
}

const wrapped = (text: string): string => (text.startsWith('index ') ? `(${text})` : text)
