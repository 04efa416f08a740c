/** What a program wrote for a terminal, as plain lines: colours go, and a line that was written over shows its last state. */

const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

export const plainOutput = (text: string): string =>
  text
    .replace(escapes, '')
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').replace(/^.*\r/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
