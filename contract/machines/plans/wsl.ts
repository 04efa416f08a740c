/** WSL 2 (learn.microsoft.com/windows/wsl/{basic-commands,wsl-config}): one virtual machine for all distributions, sized in `.wslconfig`. */
import { lineOf, mebibytes } from './line'
import { run, stopThenStart, type Plan, type Plans } from './plan'

export const wsl: Plans = {
  // A distribution starts with the first program that is run in it.
  start: ({ name }) => [
    run(
      lineOf('wsl', [
        ['flag', '--distribution', 'distribution'],
        ['value', name, 'machine'],
        ['flag', '--exec', 'run-in-it'],
        ['value', 'true', 'run-nothing']
      ])
    )
  ],
  stop: ({ name }) => [
    run(
      lineOf('wsl', [
        ['flag', '--terminate', 'stop'],
        ['value', name, 'machine']
      ])
    )
  ],
  restart: (machine) => stopThenStart(wsl, machine),
  change: (_machine, { cpus, memoryBytes }): Plan => {
    const entries: Array<readonly [string, number | string]> = []
    if (cpus !== undefined) entries.push(['processors', cpus])
    if (memoryBytes !== undefined) entries.push(['memory', `${mebibytes(memoryBytes)}MB`])
    return [{ kind: 'edit', file: 'wsl', entries }, run(lineOf('wsl', [['flag', '--shutdown', 'stop-all']]))]
  }
}
