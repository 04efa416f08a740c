/** The program of an inspected container, and how its health is checked: what differs from the image's own. */
import { quote } from '../../command/quote'
import type { Healthcheck, RunOptions } from '../run'
import { rawOf, same, textsOf, type Raw } from './raw'

/**
 * An entrypoint of several words cannot be said as one: its first is the program, the others stand before the command,
 * which makes the same process. `lost` where the image's own command would come back.
 */
export function programOf(
  config: Raw,
  image: Raw | undefined
): { readonly program: Pick<RunOptions, 'entrypoint' | 'command'>; readonly lost: readonly string[] } {
  const entrypoint = textsOf(config['Entrypoint'])
  const command = [...textsOf(config['Cmd'])]
  const own = image !== undefined && same(entrypoint, textsOf(image['Entrypoint']))
  if (own) {
    const imageCommand = textsOf(image['Cmd'])
    if (same(command, imageCommand)) return { program: { entrypoint: undefined, command: [] }, lost: [] }
    const lost = command.length === 0 ? ['Config.Cmd'] : []
    return { program: { entrypoint: undefined, command }, lost }
  }
  const [first, ...others] = entrypoint
  if (first === undefined) return { program: { entrypoint: image === undefined ? undefined : '', command }, lost: [] }
  return { program: { entrypoint: first, command: [...others, ...command] }, lost: [] }
}

/** Times in nanoseconds; what is as the image has it goes without saying. */
export function healthcheckOf(
  value: unknown,
  imageValue: unknown
): { readonly healthcheck: Healthcheck; readonly lost: readonly string[] } {
  const [health, image] = [rawOf(value), rawOf(imageValue)]
  const [how, ...words] = textsOf(health['Test'])
  if (same(value, imageValue) || Object.keys(health).length === 0) return { healthcheck: { kind: 'image' }, lost: [] }
  if (how === 'NONE') return { healthcheck: { kind: 'none' }, lost: [] }
  const fromImage = how === undefined || same(health['Test'], image['Test'])
  const command = fromImage
    ? ''
    : how === 'CMD-SHELL'
      ? words.join(' ')
      : words.map((word) => quote(word, 'posix')).join(' ')
  const time = (name: string, divisor = 1e6) => {
    const given = health[name]
    return typeof given === 'number' && given !== 0 && given !== image[name] ? given / divisor : undefined
  }
  const own = {
    interval: time('Interval'),
    timeout: time('Timeout'),
    startPeriod: time('StartPeriod'),
    startInterval: time('StartInterval'),
    retries: time('Retries', 1)
  }
  const given = Object.fromEntries(Object.entries(own).filter(([, each]) => each !== undefined))
  if (command === '' && Object.keys(given).length === 0) return { healthcheck: { kind: 'image' }, lost: [] }
  // A test without a shell becomes a line for one.
  const lost = !fromImage && how !== 'CMD-SHELL' ? ['Config.Healthcheck.Test'] : []
  return { healthcheck: { kind: 'own', command, ...given }, lost }
}
